/** Longest message that is sent, in UTF-16 units. QQ documents no limit, but refuses much longer ones. */
export const longestMessage = 2000;
/** Most messages that a text is split into. */
const mostParts = 3;
/**
 * Splits a text into at most three parts of {@link longestMessage}, between lines if possible, never within a
 * character. The rest is cut with an ellipsis.
 */
export function splitText(text: string, most = longestMessage): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most && parts.length < mostParts - 1) {
    const end = breakBefore(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).replace(/^\n+/u, '');
  }
  if (rest.length > most) rest = `${rest.slice(0, whole(rest, most - 1))}…`;
  return [...parts, rest];
}

/** Where to break a text: after the last line that fits, unless that leaves the part less than half full. */
function breakBefore(text: string, most: number): number {
  const line = text.lastIndexOf('\n', most);
  return line > most / 2 ? line : whole(text, most);
}

/** The position, or the one before it if it is within a surrogate pair. */
function whole(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
