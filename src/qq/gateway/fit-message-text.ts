import type { MessageEntity } from 'grammy/types';

/** The longest message that is sent, in UTF-16 units as JavaScript counts; QQ names no bound, and refuses much longer ones. */
export const longestMessage = 2000;
/** Into how many messages a text may be split. */
const mostParts = 3;
/** Up to this length a text with its links written out is sent, whatever buttons stand under it. */
const longestWithLinks = 4200;

/**
 * A text as QQ shows it, which has no links behind words: each is written out after the words it stood behind.
 * Where that makes the text longer than can be sent, the links are left out.
 */
export function withLinksWrittenOut(text: string, entities: readonly MessageEntity[] = []): string {
  let written = '';
  let done = 0;
  const links = entities
    .filter((entity): entity is MessageEntity.TextLinkMessageEntity => entity.type === 'text_link')
    .sort((a, b) => a.offset - b.offset);
  for (const { offset, length, url } of links) {
    const end = offset + length;
    if (offset < done) continue;
    const words = text.slice(offset, end);
    written += text.slice(done, end) + (words === url ? '' : ` (${url})`);
    done = end;
  }
  written += text.slice(done);
  return written.length <= longestWithLinks ? written : text;
}

/**
 * A text in parts of at most {@link longestMessage}, split between lines where there are any; never within a character.
 * More than three parts are cut, with an ellipsis.
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

/** Where to break a text that is too long: after the last line that fits, unless that leaves the part half empty. */
function breakBefore(text: string, most: number): number {
  const line = text.lastIndexOf('\n', most);
  return line > most / 2 ? line : whole(text, most);
}

/** The same place, or one before it when it lies within a character of two units. */
function whole(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
