import { isDeepStrictEqual } from 'node:util';
import { createYielder } from '../yield-to-event-loop.ts';
import type { Kv, KvRow } from './kv.ts';
import { type Age, createCodec, type RecordKind } from './record-codec.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';

/**
 * Records of one kind by key. Every method throws StoreError when the store cannot do it; a promise that resolved means
 * it is on the disk. A record that outlived its kind's lifetime counts as absent.
 * @example
 * const chat = await store.chats.get('1001');
 * await store.chats.update('1001', (record) => ({ sessions: [], ...record, language: 'en' }));
 */
export interface Repository<T> {
  /** The record, or `undefined` when there is none. It is the caller's to keep; changing it changes nothing here. */
  get(key: string): Promise<T | undefined>;
  /**
   * Changes one record: `change` gets what is there (frozen) and returns what shall be there instead. Changes of one key
   * run one after another, in every process on the same store. Nothing is written when `change` returns `undefined`, throws, or returns an equal value,
   * except that an equal value renews a record of an older form or key.
   * Do not wait for the same key inside `change`: that waits for ever.
   * @returns the record as it is afterwards.
   */
  update(key: string, change: Change<T>, options?: { signal?: AbortSignal }): Promise<T | undefined>;
  /** Deletes a record, in its turn among the changes. Returns whether there was one. */
  remove(key: string): Promise<boolean>;
  /**
   * All records, or those whose keys begin so or are wanted, in the order of their keys (as text); safe to change and remove while it
   * runs, and lets others run. Others are not opened: one that is broken concerns only who asks for it.
   */
  all(wanted?: string | ((key: string) => boolean)): AsyncGenerator<[key: string, value: T], void>;
}

/** From what is there to what shall be there; `undefined` leaves it alone. */
export type Change<T> = (current: T | undefined) => T | undefined | Promise<T | undefined>;

/** What became of one record when it was opened for a check. */
export interface Audited {
  collection: string;
  key: string;
  /** The name of the key that sealed it; `undefined` when nothing in it is sealed. */
  sealedWith: string | undefined;
  /** It was written in an older form or sealed with an older key. */
  stale: boolean;
  /** Why it does not open. */
  problem: StoreError | undefined;
}

/** What is done with all records of a kind, whatever is in them. */
export interface Upkeep {
  /** Whether anything in its records is sealed. */
  readonly sealed: boolean;
  /** Opens every record, and goes on past those that do not open. */
  audit(): AsyncGenerator<Audited, void>;
  /** Writes a record anew, in the form and with the key of today. */
  renew(key: string): Promise<void>;
  /** Removes every record that is at its end, one by one; returns how many. */
  sweep(signal?: AbortSignal): Promise<number>;
}

/**
 * The records of one kind on a key-value store.
 * @param sealer seals the fields that the kind calls secret
 * @param now ms since 1970, for kinds whose records end
 */
export function createRepository<T extends object>(
  kind: RecordKind<T>,
  kv: Kv,
  sealer: Sealer,
  now: () => number = Date.now,
): Repository<T> & Upkeep {
  const codec = createCodec(kind, sealer);

  /** The record, unless it is at its end. */
  const opened = (key: string, stored: unknown) => {
    if (stored === undefined || codec.ageOf(key, stored, now()) === 'expired') return undefined;
    return codec.open(key, stored);
  };

  async function sweepOne(key: string, row: KvRow): Promise<number> {
    const stored = await row.get();
    if (stored === undefined) return 0;
    const age = codec.ageOf(key, stored, now());
    if (age === 'undated') await row.set(codec.date(stored, now()));
    return age === 'expired' && (await row.remove()) ? 1 : 0;
  }

  const repository: Repository<T> & Upkeep = {
    sealed: kind.sealed.length > 0,
    get: async (key) => opened(key, await kv.get(key))?.value,
    update: (key, change, { signal } = {}) =>
      kv.exclusively(
        key,
        async (row) => {
          const stored = await row.get();
          const current = opened(key, stored);
          // Frozen, for a change made in place would look like none and be lost.
          const wanted = await change(freeze(current?.value));
          if (wanted === undefined) return current?.value;
          const value = codec.check(key, wanted);
          const keep = current?.stale === false && !codec.ageing(stored, now());
          if (keep && isDeepStrictEqual(value, current.value)) return value;
          await row.set(codec.close(key, value, now()));
          return value;
        },
        signal,
      ),
    remove: (key) => kv.exclusively(key, (row) => row.remove()),
    async *all(wanted = () => true) {
      const yieldIfDue = createYielder();
      const isWanted = typeof wanted === 'string' ? (key: string) => key.startsWith(wanted) : wanted;
      for await (const [key, stored] of kv.all(isWanted)) {
        await yieldIfDue();
        const record = opened(key, stored);
        if (record) yield [key, record.value];
      }
    },
    async *audit() {
      const yieldIfDue = createYielder();
      for await (const [key, stored] of kv.all()) {
        await yieldIfDue();
        const record = { collection: kind.name, key, sealedWith: codec.keyOf(stored) };
        try {
          yield { ...record, stale: codec.open(key, stored).stale, problem: undefined };
        } catch (problem) {
          if (!(problem instanceof StoreError)) throw problem;
          yield { ...record, stale: false, problem };
        }
      }
    },
    async sweep(signal) {
      if (kind.lifetime === undefined) return 0;
      let swept = 0;
      for await (const [key, stored] of kv.all()) {
        signal?.throwIfAborted();
        // Judged again in its turn: it may be used meanwhile.
        if (isOver(() => codec.ageOf(key, stored, now())))
          swept += await kv.exclusively(key, (row) => sweepOne(key, row), signal);
      }
      return swept;
    },
    async renew(key) {
      await repository.update(key, (record) => record);
    },
  };
  return repository;
}

/** A record that does not open stays: who needs it is told, and so is the next check. */
function isOver(ageOf: () => Age): boolean {
  try {
    return ageOf() !== 'alive';
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

function freeze<V>(value: V): V {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
