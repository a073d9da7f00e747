import type { ChatMessage, Telegram } from '../../playground/telegram/index.ts';
import { decodeCallback } from '../../src/bot/callback-data.ts';
import type { Store } from '../../src/storage/index.ts';

/** What one message says of an account's fans, as the person in the chat reads it. */
export interface Told {
  chat: number;
  /** How many new fans its title says there are; 0 when it tells of none. */
  count: number;
  /** The new fans it links to, which is everybody up to ten. */
  fans: readonly number[];
  /** Those it says are mutual now. */
  mutuals: readonly number[];
  /** The number of the record behind "follow all back", which knows the others. */
  record: number | undefined;
}

/** All messages about fans that a chat has ever got, oldest first. */
export function toldIn(telegram: Telegram, chat: number): Told[] {
  const journal = telegram.state.chats.get(chat)?.journal ?? [];
  return journal.filter(({ edited }) => !edited).flatMap(({ message }) => readTold(chat, message) ?? []);
}

/** What a message in Chinese tells of fans; `undefined` when it is about something else. */
function readTold(chat: number, message: ChatMessage): Told | undefined {
  const text = message.text ?? message.caption ?? '';
  const sections = [...text.matchAll(/^(?:🔔|🤝).*$/gmu)];
  if (sections.length === 0) return undefined;
  const links = (message.entities ?? message.caption_entities ?? []).flatMap((entity) => {
    const mid =
      entity.type === 'text_link' ? /space\.bilibili\.com\/(\d+)/u.exec(entity.url)?.[1] : undefined;
    const title = sections.findLast(({ index }) => index < entity.offset)?.[0];
    return mid === undefined || title === undefined ? [] : [{ mid: Number(mid), title }];
  });
  const linked = (sign: string) => links.filter(({ title }) => title.startsWith(sign)).map(({ mid }) => mid);
  const title = sections.find(([line]) => line.startsWith('🔔'))?.[0];
  const number = title && /([\d,]+) 位/u.exec(title)?.[1];
  return {
    chat,
    count: title === undefined ? 0 : Number(number?.replaceAll(',', '') ?? 1),
    fans: linked('🔔'),
    mutuals: linked('🤝'),
    record: recordOf(message),
  };
}

function recordOf({ reply_markup: markup }: ChatMessage): number | undefined {
  for (const button of markup?.inline_keyboard.flat() ?? []) {
    const press = 'callback_data' in button ? decodeCallback(button.callback_data) : undefined;
    if (press?.kind === 'fansBack') return press.digest;
  }
  return undefined;
}

/** The new fans a message tells of, those beyond the tenth too, whom only its button knows. */
export async function fansOf(
  { chat, fans, count, record }: Told,
  digests: Store['digests'],
): Promise<number[]> {
  if (fans.length === count || record === undefined) return [...fans];
  const known = await digests.get(`${chat}:${record}`);
  return [...new Set([...fans, ...(known?.fans.map(({ mid }) => mid) ?? [])])];
}
