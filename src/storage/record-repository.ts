import { isDeepStrictEqual } from 'node:util';
import { createYielder } from '../yield-to-event-loop.ts';
import type { Kv, KvRow } from './kv.ts';
import { type Age, createCodec, type RecordKind } from './record-codec.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';

/**
 * Records of one kind by key. Every method throws StoreError on failure; once a promise resolves, the change
 * is on disk. Expired records count as absent.
 * @example
 * const chat = await store.chats.get('1001');
 * await store.chats.update('1001', (record) => ({ sessions: [], ...record, language: 'en' }));
 */
export interface Repository<T> {
  /** The record, or `undefined` when there is none. A copy: changing it changes nothing here. */
  get(key: string): Promise<T | undefined>;
  /**
   * Changes one record: `change` gets the current value (frozen) and returns the new one. Changes of one key
   * run one after another, in every process on the store. Nothing is written when `change` returns
   * `undefined`, throws, or returns an equal value, unless the record is of an older version or key. Waiting
   * for the same key inside `change` is a deadlock.
   * @returns the record afterwards
   */
  update(key: string, change: Change<T>, options?: { signal?: AbortSignal }): Promise<T | undefined>;
  /**
   * Deletes a record, after earlier changes of it; with `when` only if that says so, and changes of it wait
   * meanwhile. Returns whether one was deleted.
   */
  remove(key: string, when?: (current: T) => boolean | Promise<boolean>): Promise<boolean>;
  /**
   * All records, or those whose keys have the prefix or are wanted, in key order (as text). Records may be
   * changed and removed meanwhile; other work is let through. Other records are not decoded, so a broken one
   * affects only its readers.
   */
  all(wanted?: string | ((key: string) => boolean)): AsyncGenerator<[key: string, value: T], void>;
}

/** From the current to the new value; `undefined` changes nothing. */
export type Change<T> = (current: T | undefined) => T | undefined | Promise<T | undefined>;

/** The result of checking one record. */
export interface Audited {
  collection: string;
  key: string;
  /** Id of the key that sealed it; `undefined` when nothing in it is sealed. */
  sealedWith: string | undefined;
  /** Written in an older version or sealed with an older key. */
  stale: boolean;
  /** Why it cannot be decoded. */
  problem: StoreError | undefined;
}

/** Maintenance of all records of a kind. */
export interface Upkeep {
  /** Whether its records have sealed fields. */
  readonly sealed: boolean;
  /** Decodes every record, and continues after broken ones. */
  audit(): AsyncGenerator<Audited, void>;
  /** Rewrites a record in the current version with the current key. */
  renew(key: string): Promise<void>;
  /** Removes every expired record, one by one; returns how many. */
  sweep(signal?: AbortSignal): Promise<number>;
}

/**
 * The records of one kind in a key-value collection.
 * @param sealer encrypts the sealed fields
 * @param now ms since 1970, for kinds with a lifetime
 */
export function createRepository<T extends object>(
  kind: RecordKind<T>,
  kv: Kv,
  sealer: Sealer,
  now: () => number = Date.now,
): Repository<T> & Upkeep {
  const codec = createCodec(kind, sealer);

  /** Decodes a record unless it has expired. */
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
          // Frozen, since a change in place would compare as equal and be lost.
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
    remove: (key, when) =>
      kv.exclusively(key, async (row) => {
        if (when === undefined) return row.remove();
        const current = opened(key, await row.get());
        return current !== undefined && (await when(current.value)) && row.remove();
      }),
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
        // Checked again under the lock, since it may have been used meanwhile.
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

/**
 * Whether a record has expired or needs a date. A record that cannot be decoded is kept; its readers and the
 * next check get the error.
 */
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
