import type { PersonCheckRecord, Repository } from '../storage/index.ts';
import type { PersonCheck } from './check-if-dormant.ts';

/** Results of checking single people, kept for a week per account. */
export interface DormancyChecks {
  /** All kept results of an account, by mid. */
  of(account: number): Promise<Map<number, PersonCheck>>;
  /** Whether the person was checked within the week. */
  isKnown(account: number, mid: number): Promise<boolean>;
  write(account: number, mid: number, check: PersonCheck): Promise<void>;
}

/** Keeps the results in `records`, which expire after a week. */
export function createDormancyChecks(records: Repository<PersonCheckRecord>): DormancyChecks {
  const keyOf = (account: number, mid: number) => `${account}:${mid}`;
  return {
    async of(account) {
      const keysBegin = `${account}:`;
      const known = new Map<number, PersonCheck>();
      for await (const [key, check] of records.all(keysBegin))
        known.set(Number(key.slice(keysBegin.length)), check);
      return known;
    },
    isKnown: async (account, mid) => (await records.get(keyOf(account, mid))) !== undefined,
    async write(account, mid, check) {
      await records.update(keyOf(account, mid), () => check);
    },
  };
}
