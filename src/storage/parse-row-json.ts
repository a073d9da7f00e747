import { StoreError } from './store-errors.ts';

/**
 * Parses a row, `{"value": …}`: the form all engines store, so that a move copies rows unchanged.
 * @throws StoreError 'damaged'
 */
export function parseStoredRow(text: string): { value: unknown } {
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
