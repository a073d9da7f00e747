/**
 * The kinds of failures of a store:
 * - `locked`: another process has it, or locked the file for longer than the busy timeout; nothing was
 *   written
 * - `full`: the disk, or the limit of the file or the server, is full; nothing was written
 * - `closed`: the store has been closed
 * - `readonly`, `unreadable`: no permission to write or read the file, its folder or the database
 * - `gone`: the file or its folder no longer exists, or is another one
 * - `descriptors`: the process may not open enough files
 * - `unreachable`: the database server does not answer, or there is no such database
 * - `denied`: the database server refuses the user, the password, or a right
 * - `slow`: the database server took too long; whether something was written is unknown
 * - `lost`: the connection to the database server was lost; whether something was written is unknown
 * - `moved`: the store has been moved
 * - `mixed`: the data belongs to two different stores
 * - `damaged`: the data is no store, or a record is broken
 * - `version`: a record or the database is of another version of the program or the server
 * - `shape`: a value does not match the schema of its record
 * - `sealed`: a sealed value does not open (no key, wrong record, changed bytes)
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
 * A failure of the store. The message is for the operator and may contain the record's key, but never a
 * value. It has no `cause`, since errors of the driver may quote what was written.
 */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** A sealed value does not open: its key is missing, it was changed, or it belongs to another record. */
export class SealError extends StoreError {
  override readonly name = 'SealError';

  constructor(message: string) {
    super('sealed', message);
  }
}

/**
 * The code of an error of the system or SQLite, for messages: `ENOENT`, `SQLite code 5`. Contains no values.
 */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errcode' in error) return `SQLite code ${error.errcode}`;
  return 'code' in error ? String(error.code) : error.name;
}

/** System errors (errno) with an explanation, and the kind of failure. */
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

/** The meaning of a file system error for the store; `words` complete a sentence that says what failed. */
export function systemProblem(error: unknown): { problem: StoreProblem; words: string } | undefined {
  return systemProblems[codeOf(error)];
}

/** Runs a request; errors say what could not be done. */
export async function withFailureMessage<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? error : cannotError(what, error);
  }
}

/** An error that says what could not be done, and why. */
export function cannotError(what: string, error: unknown): StoreError {
  const problem = error instanceof StoreError ? error.problem : 'failed';
  const why = error instanceof Error ? error.message : 'unknown reason';
  return new StoreError(problem, `Cannot ${what}: ${why}`);
}

/** The error message for a moved store. */
export function movedMessage(shown: string, to: string, done: boolean): string {
  return done
    ? `The store ${shown} was moved to ${to}: set STORE_URL to that. To go back, move it back (npm run move).`
    : `A move of the store ${shown} to ${to} was cut short: run the same npm run move again, which ends it.`;
}
