import { isAlphanumeric } from './character-classes.ts';

/**
 * Finds logins encoded in base64, a form in which server tools take settings. They are recognised by the
 * encoded names `SESSDATA` and `bili_jct`, at each of the three alignments that base64 has.
 */

const encodedNames = ['U0VTU0RBVE', 'NFU1NEQVRB', 'TRVNTREFUQ', 'YmlsaV9qY3', 'JpbGlfamN0', 'iaWxpX2pjd'];

/** Longest base64 that is examined, in characters; the cookies of a login are shorter. */
const longest = 16_384;

/** The spans of base64 text that contain a login, in order. */
export function findBase64Credentials(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const name of encodedNames) {
    for (let at = text.indexOf(name); at >= 0; ) {
      let start = at;
      while (start > 0 && at - start < longest && isBase64(text.charCodeAt(start - 1))) start -= 1;
      let end = at + name.length;
      while (end - at < longest && isBase64(text.charCodeAt(end))) end += 1;
      while (end - at < longest && text.charAt(end) === '=') end += 1;
      found.push({ start, end });
      at = text.indexOf(name, end);
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** The text, followed by the decoded content of each span. */
export function withBase64Decoded(text: string): string {
  const decoded = findBase64Credentials(text).map(({ start, end }) =>
    Buffer.from(text.slice(start, end), 'base64').toString('utf8'),
  );
  return [text, ...new Set(decoded)].join('\n');
}

function isBase64(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f;
}
