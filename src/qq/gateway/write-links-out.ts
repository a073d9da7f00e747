import type { MessageEntity } from 'grammy/types';

/** Longest text with its links written out, in UTF-16 units, apart from buttons. */
const longestWithLinks = 4200;

/**
 * QQ has no links behind words: writes each address after its words. If the text gets too long, the links are
 * left out.
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
