import { isDeepStrictEqual } from 'node:util';
import { StoreError } from './errors.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import type { Kv } from './kv.ts';
import { createCodec, type RecordKind } from './record-codec.ts';
import type { Sealer } from './seal.ts';

/**
 * Records of one kind by key. Every method throws StoreError when the store cannot do it; a promise that resolved means
 * it is on the disk.
 */
export interface Repository<T> {
  /** The record, or `undefined` when there is none. It is the caller's to keep; changing it changes nothing here. */
  get(key: string): Promise<T | undefined>;
  /**
   * Changes one record: `change` gets what is there (frozen) and returns what shall be there instead. Changes of one key
   * run one after another. Nothing is written when `change` returns `undefined`, throws, or returns an equal value,
   * except that an equal value renews a record of an older form or key.
   * Do not wait for the same key inside `change`: that waits for ever.
   * @returns the record as it is afterwards.
   */
  update(key: string, change: Change<T>, options?: { signal?: AbortSignal }): Promise<T | undefined>;
  /** Deletes a record, in its turn among the changes. Returns whether there was one. */
  remove(key: string): Promise<boolean>;
  /**
   * All records, in the order of their keys (as text); safe to change and remove while it runs.
   * `update(key, (current) => current)` for each one renews what an older key sealed.
   */
  all(): AsyncGenerator<[key: string, value: T], void>;
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

/** A collection, as its store keeps house with it. */
export interface AuditableRepository<T> extends Repository<T> {
  /** Whether anything in its records is sealed. */
  readonly sealed: boolean;
  /** Opens every record, and goes on past those that do not open. */
  audit(): AsyncGenerator<Audited, void>;
}

/** A collection of one kind on a key-value store; `sealer` seals the fields that the kind calls secret. */
export function createRepository<T extends object>(
  kind: RecordKind<T>,
  kv: Kv,
  sealer: Sealer,
): AuditableRepository<T> {
  const codec = createCodec(kind, sealer);
  const mutex = createKeyedMutex();

  const read = async (key: string) => {
    const stored = await kv.get(key);
    return stored === undefined ? undefined : codec.open(key, stored);
  };

  return {
    sealed: kind.sealed.length > 0,
    get: async (key) => (await read(key))?.value,
    update: (key, change, { signal } = {}) =>
      mutex.run(
        key,
        async () => {
          const current = await read(key);
          // Frozen, for a change made in place would look like none and be lost.
          const wanted = await change(freeze(current?.value));
          if (wanted === undefined) return current?.value;
          const value = codec.check(key, wanted);
          if (current?.stale === false && isDeepStrictEqual(value, current.value)) return value;
          await kv.set(key, codec.close(key, value));
          return value;
        },
        signal,
      ),
    remove: (key) => mutex.run(key, () => kv.remove(key)),
    async *all() {
      for await (const [key, stored] of kv.all()) yield [key, codec.open(key, stored).value];
    },
    async *audit() {
      for await (const [key, stored] of kv.all()) {
        const record = { collection: kind.name, key, sealedWith: codec.keyOf(stored) };
        try {
          yield { ...record, stale: codec.open(key, stored).stale, problem: undefined };
        } catch (problem) {
          if (!(problem instanceof StoreError)) throw problem;
          yield { ...record, stale: false, problem };
        }
      }
    },
  };
}

function freeze<V>(value: V): V {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
