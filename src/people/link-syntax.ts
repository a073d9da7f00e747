import { isSpace, isWord } from '../text/character-classes.ts';
import { decodePercent } from '../text/decode-percent.ts';

/** A parsed link: host in lower case, path segments, query fields. */
export interface Link {
  host: string;
  path: string[];
  query: Map<string, string>;
  /** The part after `#`; the site's single-page apps keep their path there. */
  hash: string;
}

/**
 * Where a link ends that begins before `from`: at a space, a quote, a bracket or any non-ASCII character, so
 * that adjoining words are left out. A comma ends the path; in the query it ends the link only where another
 * link follows.
 */
export function endOfLink(text: string, from: number): number {
  let inQuery = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3f || code === 0x23) inQuery = true;
    else if (isSpace(code) || code > 0x7e || neverInLinks.includes(code)) return at;
    else if (!inQuery && isWord(text.charCodeAt(at - 1)) && beginsLink(text, at)) return at;
    else if (code === 0x2c || code === 0x3b) {
      if (!inQuery || beginsLink(text, at + 1)) return at;
    }
  }
  return text.length;
}

const neverInLinks = [...'"\'`<>()[]{}|\\^*'].map((sign) => sign.charCodeAt(0));

function beginsLink(text: string, from: number): boolean {
  const next = text.slice(from, from + 11).toLowerCase();
  return /^(?:https?:|bilibili:|rsshub:|)\/\//u.test(next);
}

/** The link without this scheme, in any case; `undefined` when it has another or none. */
export function afterScheme(link: string, scheme: string): string | undefined {
  return link.slice(0, scheme.length).toLowerCase() === scheme ? link.slice(scheme.length) : undefined;
}

/** The link that a text encodes (`https%3A%2F%2F…`, `space.bilibili.com%2F…`); `undefined` for anything else. */
export function decodedLink(text: string): string | undefined {
  return /^(?:https?%3a|[\w.:/-]{1,100}%2f)/iu.test(text.slice(0, 108)) ? decodePercent(text) : undefined;
}

/** Parses a link without its scheme. */
export function parseLink(link: string): Link {
  const [whole = '', hash = ''] = link.split('#', 2);
  const mark = whole.indexOf('?');
  const [host = '', ...path] = (mark < 0 ? whole : whole.slice(0, mark)).split('/');
  const query = new Map<string, string>();
  for (const field of mark < 0 ? [] : whole.slice(mark + 1).split('&')) {
    const cut = field.indexOf('=');
    const name = field.slice(0, Math.max(0, cut)).toLowerCase();
    if (cut > 0 && !query.has(name)) query.set(name, field.slice(cut + 1));
  }
  return { host: host.toLowerCase(), path: path.filter((part) => part !== ''), query, hash };
}
