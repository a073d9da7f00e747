import { jsonOrUndefined } from '../text/json-or-undefined.ts';
import { StoreError } from './store-errors.ts';

/**
 * A key-value collection of JSON in a database of any engine. Failures throw StoreError: no answer is never
 * "absent".
 */
export interface Kv {
  /** The value, or `undefined` when there is none. */
  get(key: string): Promise<unknown>;
  /** Resolves when the value is on disk. */
  set(key: string, value: unknown): Promise<void>;
  /**
   * Runs `work` while nothing else, in any process on this database, changes this key through this method;
   * within a process in the order of calls. What `work` wrote is on disk when this resolves, and is discarded
   * when it throws. Waiting for the same key inside `work` is a deadlock; other keys may be changed.
   * @param signal cancels a call that is still waiting, with its reason
   */
  exclusively<T>(key: string, work: (row: KvRow) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * All keys and values, or those with wanted keys, in key order. Keys may be changed and removed meanwhile;
   * other work is let through.
   */
  all(wanted?: (key: string) => boolean): AsyncGenerator<[key: string, value: unknown], void>;
}

/** One key while it is locked. */
export interface KvRow {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
  /** Removes the value; whether there was one. */
  remove(): Promise<boolean>;
}

/** An open database. Every engine passes the same contract: `test/storage/contract.ts`. */
export interface Database {
  /** @param name letters only; must never change, since it is stored on disk and in every seal */
  collection(name: string): Promise<Kv>;
  /**
   * Makes a test write.
   * @throws StoreError when the database refuses it or is gone
   */
  probe(): Promise<void>;
  /** Safe to repeat; later requests throw StoreError 'closed'. */
  close(): Promise<void>;
}

/**
 * Checks a key. Keyv ignores an empty key, and its SQLite adapter removes a leading `collection:`; both would
 * access another record.
 * @throws RangeError
 */
export function checkedKey(collection: string, key: string): string {
  if (key === '' || key.startsWith(`${collection}:`) || key.includes('\0'))
    throw new RangeError(`${JSON.stringify(key)} cannot be a key of ${collection}`);
  return key;
}

/**
 * Parses a row, `{"value": …}`: the form all engines store, so that a move copies rows unchanged.
 * @throws StoreError 'damaged'
 */
export function parseStoredRow(text: string): { value: unknown } {
  const data = jsonOrUndefined(text);
  if (typeof data !== 'object' || data === null || !('value' in data)) throw brokenRow();
  return data as { value: unknown };
}

const brokenRow = () => new StoreError('damaged', 'the row is damaged');
