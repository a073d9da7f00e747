import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { QQMessage } from '../port.ts';
import type { KeyboardLayout } from './keyboard-layout.ts';
import type { StoredMessage } from './message-store.ts';
import { withLinksWrittenOut } from './write-links-out.ts';

/** Longest message that is sent, in UTF-16 units. QQ documents no limit, but refuses much longer ones. */
const longestMessage = 2000;
/** Most messages that a text is split into. */
const mostParts = 3;
/** Most room reserved for the lines under a split text, in UTF-16 units. */
const mostReserved = 600;

/** A message to be sent, in Bot API terms. */
export interface Draft {
  text: string;
  entities: readonly MessageEntity[];
  keyboard: InlineKeyboardButton[][];
  picture?: Uint8Array;
  document?: { name: string; bytes: Uint8Array };
  /** Id of the message to quote. */
  quotes?: number;
}

/** The text and links of a draft that are stored. */
export function storedTextOf({ text, entities }: Draft): Required<Pick<StoredMessage, 'text' | 'links'>> {
  const links = entities.flatMap((entity) =>
    entity.type === 'text_link' ? [{ offset: entity.offset, length: entity.length, url: entity.url }] : [],
  );
  return { text, links };
}

/** The QQ messages that show a draft. The last one has the buttons, or the lines in place of them. */
export function splitDraft(draft: Draft, { buttons, lines }: KeyboardLayout): QQMessage[] {
  const { picture, document } = draft;
  const under = lines.length === 0 ? '' : `${draft.text === '' ? '' : '\n\n'}${lines.join('\n')}`;
  const text = withLinksWrittenOut(draft.text, draft.entities);
  const [first = '', ...rest] = paginate(text, under);
  const media = picture !== undefined ? { picture } : document !== undefined ? { document } : undefined;
  // A message with a picture cannot have buttons, one with a document no text.
  const apart = media !== undefined && (buttons.length > 0 || document !== undefined);
  const said = (apart ? [first, ...rest] : rest)
    .filter((part) => part !== '')
    .map((part): QQMessage => ({ text: part }));
  const head: QQMessage[] = apart ? [media] : [{ ...media, text: first }];
  const all = [...head, ...said];
  const last = all.at(-1);
  if (last !== undefined && buttons.length > 0) last.keyboard = buttons;
  return all;
}

/** Splits the text into parts; the lines go under the last one if they fit. */
function paginate(text: string, under: string): string[] {
  const room = longestMessage - Math.min(under.length, mostReserved);
  const parts = text.length + under.length <= longestMessage ? [text] : splitText(text, room);
  const last = parts.pop() ?? '';
  if (last.length + under.length <= longestMessage) return [...parts, last + under];
  return [...parts, last, ...splitText(under.trim())];
}

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
