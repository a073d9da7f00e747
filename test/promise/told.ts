import type { ChatMessage, Telegram } from '../../playground/telegram/index.ts';
import { decodeCallback } from '../../src/bot/callback-data.ts';
import type { DigestRecord, Store } from '../../src/storage/index.ts';
import type { Shown } from '../support/qq-window.ts';

/** What one message says of an account's fans, as the person in the chat reads it. */
export interface Told {
  /** How many new fans its title says there are; 0 when it tells of none. */
  count: number;
  /** The new fans it links to, which is everybody up to ten. */
  fans: readonly number[];
  /** Those it says are mutual now. */
  mutuals: readonly number[];
  /** The number of the record behind "follow all back", which knows the others; not to be seen on QQ. */
  record: number | undefined;
}

/** A link to a person, and where in the text it stands. */
interface Link {
  mid: number;
  at: number;
}

/** All messages about fans that a chat has ever got, oldest first. */
export function toldOnTelegram(telegram: Telegram, chat: number): Told[] {
  const journal = telegram.state.chats.get(chat)?.journal ?? [];
  return journal
    .filter(({ edited }) => !edited)
    .flatMap(({ message }) => {
      const links = (message.entities ?? message.caption_entities ?? []).flatMap((entity): Link[] => {
        const mid =
          entity.type === 'text_link' ? /space\.bilibili\.com\/(\d+)/u.exec(entity.url)?.[1] : undefined;
        return mid === undefined ? [] : [{ mid: Number(mid), at: entity.offset }];
      });
      return readTold(message.text ?? message.caption ?? '', links, recordOf(message)) ?? [];
    });
}

/** The same where addresses are written out behind the words; a long text comes in parts, of which only the first has a title. */
export function toldOnQQ(shown: readonly Shown[]): Told[] {
  const texts: string[] = [];
  for (const { text } of shown.filter(({ recalled }) => !recalled)) {
    if (/^\p{Extended_Pictographic}/u.test(text) || texts.length === 0) texts.push(text);
    else texts.push(`${texts.pop()}\n${text}`);
  }
  return texts.flatMap((text) => {
    const links = [...text.matchAll(/\(https:\/\/space\.bilibili\.com\/(\d+)\)/gu)];
    return (
      readTold(
        text,
        links.map(({ 1: mid, index }) => ({ mid: Number(mid), at: index })),
        undefined,
      ) ?? []
    );
  });
}

/** What a message in Chinese tells of fans; `undefined` when it is about something else. */
function readTold(text: string, links: readonly Link[], record: number | undefined): Told | undefined {
  const sections = [...text.matchAll(/^(?:🔔|🤝).*$/gmu)];
  if (sections.length === 0) return undefined;
  const linked = (sign: string) =>
    links
      .filter(({ at }) => sections.findLast(({ index }) => index < at)?.[0].startsWith(sign))
      .map(({ mid }) => mid);
  const title = sections.find(([line]) => line.startsWith('🔔'))?.[0];
  const number = title && /([\d,]+) 位/u.exec(title)?.[1];
  return {
    count: title === undefined ? 0 : Number(number?.replaceAll(',', '') ?? 1),
    fans: linked('🔔'),
    mutuals: linked('🤝'),
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
 * The new fans a message tells of, those beyond the tenth too, whom only its button knows. Whom the account follows already
 * the button does not mean: of them there are as many as are left of the number that the message says.
 * @param chat as the program calls it
 * @param followed those whom the account follows, the likeliest first; nobody when left out
 */
export async function fansOf(
  { fans, count, record }: Told,
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
  // Where the button cannot be looked into: of the records that fit, with one who was linked among them, the longest.
  let longest: DigestRecord | undefined;
  for await (const [key, known] of digests.all()) {
    const fits = withAll(known).length === count && known.fans.some(({ mid }) => fans.includes(mid));
    if (key.startsWith(`${chat}:`) && fits && known.fans.length > (longest?.fans.length ?? 0))
      longest = known;
  }
  return longest === undefined ? [...fans] : withAll(longest);
}
