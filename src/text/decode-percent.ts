/** A percent-encoded text, decoded; `undefined` when it has a percent sign that encodes nothing. */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
