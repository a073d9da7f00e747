import type { LoginCountRecord, Repository } from '../storage/index.ts';

/** A person tried to log in too often today. */
export class TooManyLogins extends Error {
  override name = 'TooManyLogins';
  /** When they may again; milliseconds since 1970. */
  readonly until: number;
  readonly most: number;
  constructor({ until, most }: { until: number; most: number }) {
    super(`More than ${most} logins in a day`);
    this.until = until;
    this.most = most;
  }
}

/** Counts the logins that reach Bilibili: codes made, cookies and keys checked, whatever comes of them. */
export interface LoginLimit {
  /**
   * Counts one, before Bilibili is asked. Admins are no exception: it is Bilibili's patience that is spared.
   * @param user Telegram user id.
   * @throws TooManyLogins
   */
  spend(user: number): Promise<void>;
}

const day = 24 * 3600_000;

/** `most` logins in the 24 hours that begin with the first one; kept over a restart. `now` in ms since 1970. */
export function createLoginLimit(deps: {
  records: Repository<LoginCountRecord>;
  most: number;
  now: () => number;
}): LoginLimit {
  const { records, most, now } = deps;
  return {
    async spend(user) {
      await records.update(String(user), (record) => {
        const at = now();
        const current = record && at >= record.since && at < record.since + day ? record : undefined;
        if (current && current.count >= most) throw new TooManyLogins({ until: current.since + day, most });
        return { since: current?.since ?? at, count: (current?.count ?? 0) + 1 };
      });
    },
  };
}
