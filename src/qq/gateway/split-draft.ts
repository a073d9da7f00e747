import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { QQMessage } from '../port.ts';
import { longestMessage, splitText, withLinksWrittenOut } from './fit-message-text.ts';
import type { KeyboardLayout } from './keyboard-layout.ts';
import type { StoredMessage } from './message-store.ts';

/** What a message is to show. */
export interface Draft {
  text: string;
  entities: readonly MessageEntity[];
  keyboard: InlineKeyboardButton[][];
  picture?: Uint8Array;
  document?: { name: string; bytes: Uint8Array };
  /** A message of the chat to quote. */
  quotes?: number;
}

/** What is remembered of a draft's text. */
export function storedTextOf({ text, entities }: Draft): Required<Pick<StoredMessage, 'text' | 'links'>> {
  const links = entities.flatMap((entity) =>
    entity.type === 'text_link' ? [{ offset: entity.offset, length: entity.length, url: entity.url }] : [],
  );
  return { text, links };
}

/** The messages on QQ that show a draft. The buttons, or what stands for them, are on the last. */
export function splitDraft(draft: Draft, { buttons, lines }: KeyboardLayout): QQMessage[] {
  const { picture, document } = draft;
  const under = lines.length === 0 ? '' : `${draft.text === '' ? '' : '\n\n'}${lines.join('\n')}`;
  const text = withLinksWrittenOut(draft.text, draft.entities);
  const [first = '', ...rest] = paginate(text, under);
  const media = picture !== undefined ? { picture } : document !== undefined ? { document } : undefined;
  // A picture has no room for buttons, and a document none for words.
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

/** So much room, at most, is kept for what stands under a text that is split. */
const mostReserved = 600;

/** Parts that hold the text, the last with what stands under it, where that has room. */
function paginate(text: string, under: string): string[] {
  const room = longestMessage - Math.min(under.length, mostReserved);
  const parts = text.length + under.length <= longestMessage ? [text] : splitText(text, room);
  const last = parts.pop() ?? '';
  if (last.length + under.length <= longestMessage) return [...parts, last + under];
  return [...parts, last, ...splitText(under.trim())];
}
