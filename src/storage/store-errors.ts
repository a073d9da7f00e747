/**
 * What went wrong with the store, in a word:
 * - `locked`: another process has it, or held the file for longer than the busy timeout; nothing was written
 * - `full`: the disk, or the limit of the file or the server, is full; nothing was written
 * - `closed`: the store was closed before
 * - `readonly`, `unreadable`: the file, its folder or the server does not let us in
 * - `gone`: the file or its folder is no longer there, or is another one
 * - `descriptors`: the process may not open as many files as it needs
 * - `unreachable`: the database server does not answer, or there is no such database
 * - `denied`: the database server does not know the user or the password, or denies a right
 * - `slow`: the database server took too long; whether something was written cannot be known
 * - `lost`: the connection to the database server broke; whether something was written cannot be known
 * - `moved`: the store lives elsewhere now
 * - `mixed`: what is there belongs to two different stores
 * - `damaged`: the bytes there are no store, or a record in it is broken
 * - `version`: a record, or the database, was made by another version of the program or the server
 * - `shape`: a value does not fit its record
 * - `sealed`: a sealed value does not open (no key, wrong place, changed bytes)
 * - `keys`: the key file is unusable, or keys are missing
 * - `failed`: anything else
 */
export type StoreProblem =
  | 'locked'
  | 'full'
  | 'closed'
  | 'readonly'
  | 'unreadable'
  | 'gone'
  | 'descriptors'
  | 'unreachable'
  | 'denied'
  | 'slow'
  | 'lost'
  | 'moved'
  | 'mixed'
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

/** Errors of the system (errno) that have a better sentence than their code, and what follows from them. */
const systemProblems: Readonly<Record<string, { problem: StoreProblem; words: string }>> = {
  ENOSPC: { problem: 'full', words: 'the disk is full' },
  EDQUOT: { problem: 'full', words: 'the disk quota of this user is used up' },
  EMFILE: {
    problem: 'descriptors',
    words: 'this process may not open more files; raise the limit (ulimit -n, or LimitNOFILE in the unit)',
  },
  ENFILE: { problem: 'descriptors', words: 'the machine has no file descriptors left' },
  EROFS: { problem: 'readonly', words: 'the file system is read-only' },
};

/** What an error of the file system means for the store; `words` go into a sentence, after what could not be done. */
export function systemProblem(error: unknown): { problem: StoreProblem; words: string } | undefined {
  return systemProblems[codeOf(error)];
}
