import { StoreError } from './errors.ts';

/**
 * What a row holds: `{"value": …}`, the form every engine keeps, so that a move copies rows as they are.
 * @throws StoreError 'damaged'
 */
export function parseRow(text: string): { value: unknown } {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || !('value' in data)) throw brokenRow();
  return data as { value: unknown };
}

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
export async function failing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? error : cannot(what, error);
  }
}

/** An error that says what could not be done, and then why. */
export function cannot(what: string, error: unknown): StoreError {
  const problem = error instanceof StoreError ? error.problem : 'failed';
  const why = error instanceof Error ? error.message : 'unknown reason';
  return new StoreError(problem, `Cannot ${what}: ${why}`);
}
