/**
 * JSON values by key: one collection of a database, on whatever engine. Whatever fails throws StoreError: no answer is
 * never "absent".
 */
export interface Kv {
  /** The value, or `undefined` when there is none under this key. */
  get(key: string): Promise<unknown>;
  /** Returns when the value is on the disk. */
  set(key: string, value: unknown): Promise<void>;
  /**
   * Runs `work` while nothing else, in any process on this database, changes this key through this method; in the order
   * of the calls within a process. What `work` wrote is on the disk when this resolves; when it throws, nothing is.
   * Waiting inside `work` for the same key waits for ever; other keys may be changed.
   * @param signal gives up a turn that has not come yet, with its reason
   */
  exclusively<T>(key: string, work: (row: KvRow) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Every key and value, or those whose keys are wanted, in the order of the keys; safe to change and remove while it runs,
   * and lets others run.
   */
  all(wanted?: (key: string) => boolean): AsyncGenerator<[key: string, value: unknown], void>;
}

/** One key, while it is nobody else's. */
export interface KvRow {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
  /** Whether there was a value to remove. */
  remove(): Promise<boolean>;
}

/** An opened database. Every engine passes the same contract: `test/storage/contract.ts`. */
export interface Database {
  /** @param name letters only; it never changes, since it stands on the disk and in every seal */
  collection(name: string): Promise<Kv>;
  /** Writes something of no meaning. @throws StoreError when the database does not take it, or is gone */
  probe(): Promise<void>;
  /** Safe to repeat; what is asked for later throws StoreError 'closed'. */
  close(): Promise<void>;
}

/**
 * Keyv ignores an empty key, and its SQLite adapter cuts a leading `collection:` off: both would meet another's record.
 * @throws RangeError
 */
export function checkedKey(collection: string, key: string): string {
  if (key === '' || key.startsWith(`${collection}:`) || key.includes('\0'))
    throw new RangeError(`${JSON.stringify(key)} cannot be a key of ${collection}`);
  return key;
}
