import { StoreError } from './store-errors.ts';

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
