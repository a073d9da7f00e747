import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { StoreError } from './errors.ts';
import { createDriver, type SqliteOptions } from './sqlite.ts';

/** JSON values by key, one namespace of a store. Whatever fails throws {@link StoreError}: no answer is never "absent". */
export interface Kv {
  /** The value, or `undefined` when there is none under this key. */
  get(key: string): Promise<unknown>;
  /** Returns when the value is on the disk. It stays until removed; nothing here expires. */
  set(key: string, value: unknown): Promise<void>;
  /** Whether there was a value to remove. */
  remove(key: string): Promise<boolean>;
  /** Every key and value, in the order of the keys; safe to set and remove while it runs. */
  all(): AsyncGenerator<[key: string, value: unknown], void>;
  /** Gives the connection back. Safe to call again. */
  close(): Promise<void>;
}

export interface KvOptions extends SqliteOptions {
  /** Name of the collection; its own column in the table. */
  namespace: string;
}

/**
 * The one seam to Keyv. Each namespace gets a KeyvSqlite of its own: two Keyvs that share one answer with each other's
 * values, since the last namespace set on it wins.
 *
 * Keyv answers `false` or `undefined` on failure as soon as anyone listens to its 'error' events, and rejects when
 * nobody does. So nobody may listen here, and the contract test holds it to that.
 */
export async function openKv({ namespace, ...options }: KvOptions): Promise<Kv> {
  let lastFailure: unknown;
  const driver = createDriver(options, (failure) => {
    lastFailure = failure;
  });
  const store = new KeyvSqlite({ uri: `sqlite://${options.path}`, driver, iterationLimit: 100 });
  const keyv = new Keyv({ store, namespace, serialization: strictJson });
  await failing(`open ${namespace}`, () => store.ready);

  /** Keyv ignores an empty key, and the adapter cuts a leading `namespace:` off: both would meet another's record. */
  const checked = (key: string): string => {
    if (key === '' || key.startsWith(`${namespace}:`)) {
      throw new RangeError(`${JSON.stringify(key)} cannot be a key of ${namespace}`);
    }
    return key;
  };

  return {
    get: (key) => failing(`read ${namespace} ${key}`, () => keyv.get<unknown>(checked(key))),
    set: (key, value) =>
      failing(`write ${namespace} ${key}`, async () => {
        if (!(await keyv.set(checked(key), value))) throw new Error('the write was refused');
      }),
    remove: (key) => failing(`remove ${namespace} ${key}`, () => keyv.delete(checked(key))),
    async *all() {
      const entries = keyv.iterator();
      while (true) {
        const next = await failing(`read through ${namespace}`, () =>
          // The adapter's iterator puts the failure's message into an error of its own, which no longer says which it was.
          entries.next().catch((error: unknown) => Promise.reject(lastFailure ?? error)),
        );
        if (next.done) return;
        yield [String(next.value[0]), next.value[1]];
      }
    },
    async close() {
      await failing(`close ${namespace}`, () => store.disconnect());
    },
  };
}

/**
 * Plain JSON. Keyv's own serializer rewrites strings that begin with a colon, and Keyv takes a row without a value for
 * an absent one, which would make a broken record look like none.
 */
const strictJson = {
  stringify: (data: unknown): string => JSON.stringify(data),
  parse<T>(text: string): T {
    const data = parseJson(text);
    if (typeof data !== 'object' || data === null || !('value' in data)) throw brokenRow();
    return data as T;
  },
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw brokenRow();
  }
}

const brokenRow = () => new StoreError('damaged', 'the row is damaged');

/** Runs a request and says what could not be done when it fails. */
async function failing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const problem = error instanceof StoreError ? error.problem : 'failed';
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new StoreError(problem, `Cannot ${what}: ${why}`);
  }
}
