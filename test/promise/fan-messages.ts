import type { ChatMessage, Telegram } from '../../playground/telegram/index.ts';
import { decodeCallback } from '../../src/bot/callback-data.ts';
import type { DigestRecord, Store } from '../../src/storage/index.ts';
import type { Shown } from '../support/qq-window.ts';

/** What one message says about an account's fans. */
export interface FanMessage {
  /** The number of new fans in its title; 0 without any. */
  count: number;
  /** The new fans it links to: all, up to ten. */
  fans: readonly number[];
  /** The people reported as mutual. */
  mutuals: readonly number[];
  /** The id of the record behind “follow all back”, which lists the others; not visible on QQ. */
  record: number | undefined;
}

/** A link to a person, and its offset in the text. */
interface Link {
  mid: number;
  at: number;
}

/** All messages about fans that a chat has got, oldest first. */
export function fanMessagesOnTelegram(telegram: Telegram, chat: number): FanMessage[] {
  const journal = telegram.state.chats.get(chat)?.journal ?? [];
  return journal
    .filter(({ edited }) => !edited)
    .flatMap(({ message }) => {
      const links = (message.entities ?? message.caption_entities ?? []).flatMap((entity): Link[] => {
        const mid =
          entity.type === 'text_link' ? /space\.bilibili\.com\/(\d+)/u.exec(entity.url)?.[1] : undefined;
        return mid === undefined ? [] : [{ mid: Number(mid), at: entity.offset }];
      });
      return readFanMessage(message.text ?? message.caption ?? '', links, recordOf(message)) ?? [];
    });
}

/**
 * The same on QQ, where addresses follow the words; a long text is split into messages, of which only the
 * first has a title.
 */
export function fanMessagesOnQQ(shown: readonly Shown[]): FanMessage[] {
  const texts: string[] = [];
  for (const { text } of shown.filter(({ recalled }) => !recalled)) {
    if (/^\p{Extended_Pictographic}/u.test(text) || texts.length === 0) texts.push(text);
    else texts.push(`${texts.pop()}\n${text}`);
  }
  return texts.flatMap((text) => {
    const links = [...text.matchAll(/\(https:\/\/space\.bilibili\.com\/(\d+)\)/gu)];
    return (
      readFanMessage(
        text,
        links.map(({ 1: mid, index }) => ({ mid: Number(mid), at: index })),
        undefined,
      ) ?? []
    );
  });
}

/** Reads a Chinese message about fans; `undefined` when it is about something else. */
function readFanMessage(
  text: string,
  links: readonly Link[],
  record: number | undefined,
): FanMessage | undefined {
  const sections = [...text.matchAll(/^(?:🔔|🤝).*$/gmu)];
  if (sections.length === 0) return undefined;
  const linksUnder = (sign: string) =>
    links
      .filter(({ at }) => sections.findLast(({ index }) => index < at)?.[0].startsWith(sign))
      .map(({ mid }) => mid);
  const title = sections.find(([line]) => line.startsWith('🔔'))?.[0];
  const number = title && /([\d,]+) 位/u.exec(title)?.[1];
  return {
    count: title === undefined ? 0 : Number(number?.replaceAll(',', '') ?? 1),
    fans: linksUnder('🔔'),
    mutuals: linksUnder('🤝'),
    record,
  };
}

function recordOf({ reply_markup: markup }: ChatMessage): number | undefined {
  for (const button of markup?.inline_keyboard.flat() ?? []) {
    const press = 'callback_data' in button ? decodeCallback(button.callback_data) : undefined;
    if (press?.kind === 'fansBack') return press.digest;
  }
  return undefined;
}

/**
 * All new fans in a message, including those beyond the tenth, which only the record behind its button lists.
 * That record omits people the account already follows: they are taken from `followed` until the number in
 * the message is reached.
 * @param chat the program's chat id
 * @param followed the new fans whom the account follows, likeliest first
 */
export async function fansOf(
  { fans, count, record }: FanMessage,
  chat: number,
  digests: Store['digests'],
  followed: readonly number[] = [],
): Promise<number[]> {
  if (fans.length === count) return [...fans];
  const withAll = (known: DigestRecord | undefined) => {
    const all = new Set([...fans, ...(known?.fans.map(({ mid }) => mid) ?? [])]);
    const others = followed.filter((fan) => !all.has(fan)).slice(0, Math.max(0, count - all.size));
    return [...all, ...others];
  };
  if (record !== undefined) return withAll(await digests.get(`${chat}:${record}`));
  // When the button is not visible: the longest matching record that contains one of the linked fans.
  let longest: DigestRecord | undefined;
  for await (const [key, known] of digests.all()) {
    const fits = withAll(known).length === count && known.fans.some(({ mid }) => fans.includes(mid));
    if (key.startsWith(`${chat}:`) && fits && known.fans.length > (longest?.fans.length ?? 0))
      longest = known;
  }
  return longest === undefined ? [...fans] : withAll(longest);
}
