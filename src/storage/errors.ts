/**
 * What went wrong with the store, in a word:
 * - `locked`: another process held the file for longer than the busy timeout; nothing was written
 * - `full`: the disk, or the file's own limit, is full; nothing was written
 * - `closed`: the store was closed before
 * - `readonly`, `unreadable`: the file or its folder does not let us in
 * - `damaged`: the bytes there are no store, or a record in it is broken
 * - `version`: a record was written by a newer program
 * - `shape`: a value does not fit its record
 * - `sealed`: a sealed value does not open (no key, wrong place, changed bytes)
 * - `keys`: the key file is unusable
 * - `failed`: anything else
 */
export type StoreProblem =
  | 'locked'
  | 'full'
  | 'closed'
  | 'readonly'
  | 'unreadable'
  | 'damaged'
  | 'version'
  | 'shape'
  | 'sealed'
  | 'keys'
  | 'failed';

/**
 * The store could not do what it was asked. The message says what and why in words for the operator, with the record's
 * key but never a value. It has no `cause`: errors of the driver may quote what was being written.
 */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** A sealed value does not open: its key is not there, it was changed, or it was made for another place. */
export class SealError extends StoreError {
  override readonly name = 'SealError';

  constructor(message: string) {
    super('sealed', message);
  }
}

/** What an error of the system or of SQLite is known by, for a message: `ENOENT`, `SQLite code 5`. Holds no value. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errcode' in error) return `SQLite code ${error.errcode}`;
  return 'code' in error ? String(error.code) : error.name;
}
