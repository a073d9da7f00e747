/** Parses JSON; `undefined` when it is none, without the parser's message, which quotes the text. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
