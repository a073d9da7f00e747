import type { MessageEntity, User } from 'grammy/types';
import { badRequest } from '../errors.ts';
import type { FormattedText } from './entities.ts';
import { linkEntity } from './parse-html.ts';

type Style = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler' | 'code' | 'pre' | 'text_link';

interface OpenStyle {
  type: Style;
  mark: string;
  offset: number;
  /** Its position in the source, for the error. */
  at: number;
  language?: string;
}

// Longer marks first: `__` is always read as underline, as documented.
const marks: [mark: string, type: Style][] = [
  ['```', 'pre'],
  ['`', 'code'],
  ['__', 'underline'],
  ['||', 'spoiler'],
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strikethrough'],
  ['[', 'text_link'],
];
// The names in Telegram's errors.
const errorNames: Record<Style, string> = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
  code: 'Code',
  pre: 'Pre',
  text_link: 'TextUrl',
};

/**
 * Parses Telegram's MarkdownV2 style: bold, italic, underline, strikethrough, spoiler, code, pre and links.
 * Block quotations and custom emoji are refused as reserved characters: no library here writes them.
 */
export function parseMarkdown(source: string, users: (id: number) => User | undefined): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenStyle[] = [];
  let text = '';
  let at = 0;
  const close = (style: OpenStyle): number => {
    const place = { offset: style.offset, length: text.length - style.offset };
    const [url, length] = style.type === 'text_link' ? readUrl(source, at + 1) : ['', style.mark.length - 1];
    if (place.length > 0) {
      if (style.type === 'text_link') {
        const link = linkEntity(url || text.slice(style.offset), place, users);
        if (link) entities.push(link);
      } else if (style.type === 'pre') {
        entities.push({ type: 'pre', ...place, ...(style.language ? { language: style.language } : {}) });
      } else entities.push({ type: style.type, ...place });
    }
    return 1 + length;
  };
  while (at < source.length) {
    const rest = source.slice(at, at + 3);
    const current = open.at(-1);
    const verbatim = current?.type === 'code' || current?.type === 'pre';
    const escaped = source.charCodeAt(at + 1);
    if (rest.startsWith('\\') && escaped > 0 && escaped <= 126) {
      text += source.charAt(at + 1);
      at += 2;
    } else if (current && rest.startsWith(current.type === 'text_link' ? ']' : current.mark)) {
      open.pop();
      at += close(current);
    } else if (verbatim || !/[_*[\]()~`>#+\-=|{}.!]/.test(rest.charAt(0))) {
      text += rest.charAt(0);
      at += 1;
    } else {
      const [mark, type] = marks.find(([candidate]) => rest.startsWith(candidate)) ?? [];
      if (!mark || !type) {
        throw fault(`Character '${rest.charAt(0)}' is reserved and must be escaped with the preceding '\\'`);
      }
      const head = type === 'pre' ? /^```(?:(\w+)\n|\n)?/.exec(source.slice(at)) : undefined;
      open.push({ type, mark, offset: text.length, at, ...(head?.[1] ? { language: head[1] } : {}) });
      at += head?.[0].length ?? mark.length;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    const where = Buffer.byteLength(source.slice(0, unclosed.at));
    throw fault(`Can't find end of ${errorNames[unclosed.type]} entity at byte offset ${where}`);
  }
  return { text, entities };
}

function fault(words: string): Error {
  return badRequest(`can't parse entities: ${words}`);
}

/** Reads `(url)` after the closing bracket; returns the URL and the number of characters read. */
function readUrl(source: string, at: number): [string, number] {
  if (source.charAt(at) !== '(') return ['', 0];
  const match = /^\(((?:\\.|[^)\\])*)\)/s.exec(source.slice(at));
  if (!match)
    throw fault(`Can't find end of a URL at byte offset ${Buffer.byteLength(source.slice(0, at + 1))}`);
  return [(match[1] ?? '').replace(/\\(.)/gs, '$1'), match[0].length];
}
