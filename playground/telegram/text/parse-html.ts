import type { MessageEntity, User } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { defined } from '../objects.ts';
import { dateTime, type FormattedText } from './entities.ts';
import { linkError, normalizeLink } from './links.ts';

interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  offset: number;
}

const styles = new Map<string, MessageEntity.CommonMessageEntity['type']>([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['span', 'spoiler'],
  ['tg-spoiler', 'spoiler'],
  ['code', 'code'],
]);
const others = ['a', 'pre', 'blockquote', 'tg-emoji', 'tg-time'];

/** Parses Telegram's HTML style; errors have Telegram's texts and byte offsets. */
export function parseHtml(source: string, users: (id: number) => User | undefined): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === '&') {
      const [decoded, length] = decodeReference(source, at);
      text += decoded;
      at += length;
    } else if (character !== '<') {
      text += character;
      at += 1;
    } else if (source.charAt(at + 1) === '/') {
      at = closeTag(source, at, open, (tag) => addEntity(entities, tag, open.at(-1), text, users));
    } else {
      at = openTag(source, at, text.length, open);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw fault(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities };
}

function fault(words: string): Error {
  return badRequest(`can't parse entities: ${words}`);
}

function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}

function openTag(source: string, at: number, offset: number, open: OpenTag[]): number {
  const name = /^[^\s>]*/.exec(source.slice(at + 1))?.[0].toLowerCase() ?? '';
  const where = byteOffset(source, at);
  let next = at + 1 + name.length;
  if (next >= source.length) throw fault(`Unclosed start tag at byte offset ${where}`);
  if (!styles.has(name) && !others.includes(name)) {
    throw fault(`Unsupported start tag "${name}" at byte offset ${where}`);
  }
  const attributes = new Map<string, string>();
  for (;;) {
    next += /^\s*/.exec(source.slice(next))?.[0].length ?? 0;
    if (next >= source.length) throw fault(`Unclosed start tag "${name}" at byte offset ${where}`);
    if (source.charAt(next) === '>') break;
    const attribute = /^([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)(?=[\s>])))?/.exec(
      source.slice(next),
    );
    if (!attribute) throw fault(`Empty attribute name in the tag "${name}" at byte offset ${where}`);
    const [whole, key = '', double, single, bare] = attribute;
    attributes.set(key, decodeReferences(double ?? single ?? bare ?? ''));
    next += whole.length;
  }
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw fault(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
  }
  open.push({ name, attributes, offset });
  return next + 1;
}

function closeTag(source: string, at: number, open: OpenTag[], close: (tag: OpenTag) => void): number {
  const where = byteOffset(source, at);
  const tag = open.pop();
  if (!tag) throw fault(`Unexpected end tag at byte offset ${where}`);
  const found = /^<\/([^\s>]*)\s*>/.exec(source.slice(at));
  if (!found) throw fault(`Unclosed end tag at byte offset ${where}`);
  const name = found[1]?.toLowerCase() ?? '';
  if (name !== '' && name !== tag.name) {
    throw fault(`Unmatched end tag at byte offset ${where}, expected "</${tag.name}>", found "</${name}>"`);
  }
  close(tag);
  return at + found[0].length;
}

function addEntity(
  entities: MessageEntity[],
  { name, attributes, offset }: OpenTag,
  parent: OpenTag | undefined,
  text: string,
  users: (id: number) => User | undefined,
): void {
  const at = { offset, length: text.length - offset };
  if (at.length === 0) return;
  const style = styles.get(name);
  const previous = entities.at(-1);
  const same = previous?.offset === at.offset && previous.length === at.length;
  const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1];
  // The language is given on the inner <code>, but belongs to the <pre> around it.
  if (name === 'code' && parent?.name === 'pre' && language) parent.attributes.set('language', language);
  if (name === 'pre' && same && previous.type === 'code') {
    entities.pop();
    entities.push({ type: 'pre', ...at, ...defined({ language: attributes.get('language') }) });
  } else if (style) {
    entities.push({ type: style, ...at });
  } else if (name === 'a') {
    const link = linkEntity(attributes.get('href') || text.slice(offset), at, users);
    if (link) entities.push(link);
  } else if (name === 'pre') {
    entities.push({ type: 'pre', ...at });
  } else if (name === 'blockquote') {
    entities.push({ type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...at });
  } else if (name === 'tg-emoji') {
    const id = attributes.get('emoji-id') ?? '';
    if (!/^[1-9]\d*$/.test(id)) throw fault('Invalid custom emoji identifier specified');
    entities.push({ type: 'custom_emoji', ...at, custom_emoji_id: id });
  } else {
    entities.push(dateTime(at, Number(attributes.get('unix')), attributes.get('format') ?? ''));
  }
}

/** A link, or a mention for `tg://user?id=`; an invalid link is silently dropped. */
export function linkEntity(
  url: string,
  at: { offset: number; length: number },
  users: (id: number) => User | undefined,
): MessageEntity | undefined {
  const id = /^tg:\/\/user\?id=(\d+)$/.exec(url)?.[1];
  if (id !== undefined) {
    const user = users(Number(id));
    return user && { type: 'text_mention', ...at, user };
  }
  if (linkError(url)) return undefined;
  return { type: 'text_link', ...at, url: normalizeLink(url) };
}

const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

/** Decodes the character reference at `at`; an unknown one is kept. Returns the text and the length read. */
function decodeReference(source: string, at: number): [string, number] {
  const match = /^&(?:#x([\da-f]+)|#(\d+)|([a-z]+));?/i.exec(source.slice(at, at + 12));
  if (!match) return ['&', 1];
  const [whole, hex, decimal, name = ''] = match;
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
  if (code > 0 && code <= 0x10ffff) return [String.fromCodePoint(code), whole.length];
  const character = named.get(name);
  return character === undefined ? ['&', 1] : [character, whole.length];
}

function decodeReferences(text: string): string {
  let decoded = '';
  let at = 0;
  while (at < text.length) {
    const [part, length] = text.charAt(at) === '&' ? decodeReference(text, at) : [text.charAt(at), 1];
    decoded += part;
    at += length;
  }
  return decoded;
}
