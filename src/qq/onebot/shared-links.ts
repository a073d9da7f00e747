import { type Json, jsonText, objectOf, parseObject } from '../json.ts';

/** A card that is longer is not read, in UTF-16 units; usual ones have a few thousand. */
const longestCard = 100_000;
/** How deep the link of a card is searched, and in how many objects. */
const deepest = 5;
const mostObjects = 100;

/** The keys under which cards have the page they show; other keys have pictures, or the mini app itself. */
const linkKeys = ['qqdocurl', 'jumpUrl', 'jump_url', 'targetUrl'];

/**
 * The pages that a segment shares: of a card (`json`), as the apps of Bilibili and of others send them, of
 * an older card (`xml`) and of a link (`share`).
 */
export function linksOfSegment(type: unknown, data: Json): string[] {
  const links = type === 'share' ? [data.url] : type === 'json' ? linksOfCard(data.data) : [];
  const all = type === 'xml' ? linksOfXml(jsonText(data.data) ?? '') : links;
  return [...new Set(all.flatMap((link) => (isWebAddress(link) ? [link] : [])))];
}

function linksOfCard(card: unknown): unknown[] {
  const text = typeof card === 'string' && card.length <= longestCard ? card : undefined;
  const root = objectOf(card) ?? (text === undefined ? undefined : parseObject(text));
  const found: unknown[] = [];
  let objects = 0;
  const search = (value: unknown, depth: number) => {
    const object = objectOf(value);
    if (object === undefined || depth > deepest || objects >= mostObjects) return;
    objects += 1;
    for (const key of linkKeys) if (Object.hasOwn(object, key)) found.push(object[key]);
    for (const inner of Object.values(object)) search(inner, depth + 1);
  };
  search(root, 0);
  return found;
}

function linksOfXml(xml: string): string[] {
  const [, url = ''] = /\surl="([^"]{1,2000})"/u.exec(xml.slice(0, longestCard)) ?? [];
  return [url.replaceAll('&amp;', '&')];
}

function isWebAddress(link: unknown): link is string {
  return typeof link === 'string' && link.length <= 2000 && /^https?:\/\/\S+$/iu.test(link);
}
