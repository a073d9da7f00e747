import type { MessageEntity, User } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { isRecord } from '../objects.ts';
import { linkError, normalizeLink } from './links.ts';

/** A text and its entities; offsets and lengths in UTF-16 code units. */
export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/**
 * Reads the `entities` parameter.
 * @throws TelegramRefused for an invalid one
 */
export function readEntities(value: unknown, users: (id: number) => User | undefined): MessageEntity[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (!isRecord(item)) throw badRequest("can't parse MessageEntity: expected an Object");
    for (const field of ['offset', 'length'] as const) {
      if (!Number.isInteger(item[field]))
        throw badRequest(`can't parse MessageEntity: Can't find field "${field}"`);
      if (Number(item[field]) < 0)
        throw badRequest(`receive an entity with incorrect ${field} ${item[field]}`);
    }
    return readEntity(item, { offset: Number(item.offset), length: Number(item.length) }, users) ?? [];
  });
}

const plain = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
] as const;

/** Entities that Telegram detects by itself; given ones are ignored. */
const foundByTelegram = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

function readEntity(
  item: Record<string, unknown>,
  at: { offset: number; length: number },
  users: (id: number) => User | undefined,
): MessageEntity | undefined {
  const type = plain.find((name) => name === item.type);
  if (type) return { type, ...at };
  switch (item.type) {
    case 'pre':
      return { type: 'pre', ...at, ...(item.language ? { language: String(item.language) } : {}) };
    case 'text_link': {
      const url = String(item.url ?? '');
      const fault = linkError(url);
      if (fault) throw badRequest(`entity URL '${url}' is invalid: ${fault}`);
      return { type: 'text_link', ...at, url: normalizeLink(url) };
    }
    case 'text_mention': {
      const user = isRecord(item.user) ? users(Number(item.user.id)) : undefined;
      return user && { type: 'text_mention', ...at, user };
    }
    case 'custom_emoji':
      return { type: 'custom_emoji', ...at, custom_emoji_id: String(item.custom_emoji_id) };
    case 'date_time': {
      const { unix_time: unix, date_time_format: format = '' } = item;
      if (unix === undefined) throw badRequest('can\'t parse MessageEntity: Can\'t find field "unix_time"');
      if (!Number.isInteger(unix))
        throw badRequest('can\'t parse MessageEntity: Field "unix_time" must be a valid Number');
      if (!isDateTimeFormat(String(format)))
        throw badRequest("can't parse MessageEntity: Invalid date-time format specified");
      return dateTime(at, Number(unix), String(format));
    }
    default:
      if (foundByTelegram.has(String(item.type))) return undefined;
      throw badRequest("can't parse MessageEntity: Unsupported type specified");
  }
}

/**
 * A `date_time` entity, shown in the reader's time zone.
 * @throws TelegramRefused for an unknown format
 */
export function dateTime(
  at: { offset: number; length: number },
  unix: number,
  format: string,
): MessageEntity {
  if (!isDateTimeFormat(format)) throw badRequest('invalid date-time format specified');
  return {
    type: 'date_time',
    ...at,
    unix_time: unix,
    date_time_format: format as MessageEntity.DateTimeMessageEntity['date_time_format'],
  };
}

function isDateTimeFormat(format: string): boolean {
  return /^(r|w?[dD]?[tT]?)$/.test(format);
}

/** @throws TelegramRefused when an entity is out of range or splits a surrogate pair */
export function checkBounds({ text, entities }: FormattedText): void {
  for (const { offset, length } of entities) {
    const end = offset + length;
    if (offset > text.length) {
      throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    }
    if (end > text.length) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
      );
    }
    if (splitsSurrogatePair(text, offset)) {
      throw badRequest(
        `entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset)}`,
      );
    }
    if (splitsSurrogatePair(text, end)) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, end)}`,
      );
    }
  }
}

function splitsSurrogatePair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}

function bytesBefore(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at + 1));
}

/** Trims a text as Telegram does, and adjusts the entities; empty ones are removed. */
export function trim({ text, entities }: FormattedText): FormattedText {
  const clean = text.replace(/(?!\n)\p{Cc}/gu, ' ');
  const start = clean.length - clean.trimStart().length;
  const trimmed = clean.trim();
  const moved = entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - start);
    const end = Math.min(trimmed.length, entity.offset + entity.length - start);
    return end > offset ? [{ ...entity, offset, length: end - offset }] : [];
  });
  return { text: trimmed, entities: sortEntities(moved) };
}

/** Outer entities first, as in Telegram. */
function sortEntities(entities: MessageEntity[]): MessageEntity[] {
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

const finders: [type: MessageEntity.CommonMessageEntity['type'], pattern: RegExp][] = [
  ['url', /https?:\/\/[^\s<>"，。！？；：、（）【】「」《》]+/gi],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g],
  [
    'url',
    /(?<![\w@./-])(?:[a-z\d-]+\.)+(?:com|net|org|tv|cn|io|me|dev|app|info)(?::\d+)?(?:\/[^\s<>"，。！？；：、（）【】「」《》]*)?(?![\w@])/gi,
  ],
  ['mention', /(?<![\w@/])@[a-z]\w{3,31}(?!\w)/gi],
  ['bot_command', /(?<![\w/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/])/g],
  ['hashtag', /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu],
];

/**
 * Adds the entities that Telegram detects: links, mentions, commands, hashtags. None inside code or a link.
 */
export function detectEntities({ text, entities }: FormattedText): FormattedText {
  const occupied = entities.filter(({ type }) =>
    ['code', 'pre', 'text_link', 'text_mention', 'custom_emoji'].includes(type),
  );
  const found: MessageEntity[] = [...entities];
  for (const [type, pattern] of finders) {
    for (const match of text.matchAll(pattern)) {
      const length = type === 'url' ? match[0].replace(/[.,:;!?'")\]]+$/, '').length : match[0].length;
      const entity = { type, offset: match.index, length };
      if (occupied.some((other) => overlap(other, entity))) continue;
      occupied.push(entity);
      found.push(entity);
    }
  }
  return { text, entities: sortEntities(found) };
}

function overlap(a: { offset: number; length: number }, b: { offset: number; length: number }): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
