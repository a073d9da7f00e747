import { endOfDigits, isSpace, isWord } from '../text/character-classes.ts';
import { asArticle, asId, asVideo, midReference, type PersonReference } from './person-reference.ts';

/** Addresses that only lead elsewhere; all of them are the site's own. */
const shorteners = ['b23.tv', 'bili2233.cn', 'bili22.cn', 'bili23.cn', 'bili33.cn'];

/** A link taken apart: `host` in lower case, the parts of the path, the fields of the query. */
interface Link {
  host: string;
  path: string[];
  query: Map<string, string>;
  /** What stands behind `#`, where pages of the site that are one program keep their path. */
  hash: string;
}

/** No link that means somebody is longer, in characters. */
const longestLink = 2000;

/**
 * Whom an address of the site or a link into its app means; `undefined` for any other address. Asks nobody.
 * @param link with or without `https:` before it
 */
export function readLink(link: string): PersonReference | undefined {
  if (link.length > longestLink) return undefined;
  const app = afterScheme(link, 'bilibili://');
  if (app !== undefined) return ofApp(takeApart(app));
  const web = takeApart(
    afterScheme(link, 'https://') ?? afterScheme(link, 'http://') ?? afterScheme(link, '//') ?? link,
  );
  const bare = web.host.startsWith('www.') ? web.host.slice(4) : web.host;
  if (shorteners.includes(bare)) return ofShortener(bare, web);
  return isSite(web.host) ? ofSite(web) : undefined;
}

/**
 * Where a link ends that begins before `from`: at a space, a quote, a bracket or any sign that is not ASCII, so that
 * words written against it stay outside. A comma ends its path, but in its query only where another link follows.
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
  const next = text.slice(from, from + 8).toLowerCase();
  return next === 'https://' || next.startsWith('http://') || next.startsWith('//');
}

function afterScheme(link: string, scheme: string): string | undefined {
  return link.slice(0, scheme.length).toLowerCase() === scheme ? link.slice(scheme.length) : undefined;
}

function takeApart(link: string): Link {
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

function isSite(host: string): boolean {
  return host === 'bilibili.com' || host.endsWith('.bilibili.com');
}

function ofShortener(host: string, { path: [code] }: Link): PersonReference | undefined {
  const article = asArticle(code);
  if (article !== undefined) return article;
  const video = asVideo(code);
  if (video !== undefined) return video;
  return code !== undefined && /^[0-9A-Za-z]{4,12}$/u.test(code)
    ? { kind: 'short', url: `https://${host}/${code}` }
    : undefined;
}

function ofSite(link: Link): PersonReference | undefined {
  const { host, path, query, hash } = link;
  const [first, second] = path;
  switch (host) {
    case 'space.bilibili.com':
      return (
        midReference(digitsOf(first)) ??
        midReference(query.get('mid')) ??
        midReference(/^!?\/(\d+)/u.exec(hash)?.[1])
      );
    case 'message.bilibili.com':
      return midReference(/^\/whisper\/mid(\d+)/u.exec(hash)?.[1]);
    case 'api.bilibili.com':
      return midReference(query.get('vmid') ?? query.get('mid') ?? query.get('host_mid'));
    case 'live.bilibili.com':
      return asRoom(digitsOf(first)) ?? asRoom(digitsOf(second)) ?? asRoom(query.get('room_id'));
    case 't.bilibili.com':
      return asDynamic(digitsOf(first)) ?? asDynamic(digitsOf(path.at(-1)));
  }
  return ofPage(link) ?? asVideo(query.get('bvid')) ?? asVideoNumber(query.get('aid'));
}

/** Pages by what their path begins with, on the other hosts of the site. */
function ofPage({ path, query }: Link): PersonReference | undefined {
  const [first, second, third] = path;
  switch (first?.toLowerCase()) {
    case 'space':
      return midReference(digitsOf(second)) ?? midReference(query.get('mid'));
    case 'medialist':
      return midReference(second === 'play' ? third : undefined) ?? videoIn(path);
    // A list of somebody's videos goes by their mid, one of favourites by `ml…`.
    case 'list':
      return midReference(second) ?? videoIn(path);
    case 'opus':
    case 'dynamic':
      return asDynamic(digitsOf(second) ?? digitsOf(third));
    case 'read':
      return articleOf(second) ?? articleOf(third) ?? articleOf(query.get('id'));
    default:
      return videoIn(path);
  }
}

/** Links into the app: `bilibili://author/701003`, `bilibili://video/170001`, … */
function ofApp({ host, path, query }: Link): PersonReference | undefined {
  const last = digitsOf(path.at(-1));
  switch (host) {
    case 'space':
    case 'author':
    case 'user_center':
      return midReference(last) ?? midReference(query.get('mid') ?? query.get('uid'));
    case 'live':
      return asRoom(last);
    case 'video':
    case 'av':
      return (
        videoIn(path) ?? asVideoNumber(last) ?? asVideo(query.get('bvid')) ?? asVideoNumber(query.get('aid'))
      );
    case 'opus':
    case 'dynamic':
    case 'following':
      return asDynamic(last);
    case 'article':
    case 'read':
      return path.includes('readlist') ? undefined : articleOf(path.at(-1));
    default:
      return undefined;
  }
}

function videoIn(path: readonly string[]): PersonReference | undefined {
  for (const part of path) {
    const video = asVideo(part.slice(0, endOfWord(part)));
    if (video !== undefined) return video;
  }
  return undefined;
}

function endOfWord(part: string): number {
  let end = 0;
  while (isWord(part.charCodeAt(end))) end += 1;
  return end;
}

function asVideoNumber(digits: string | undefined): PersonReference | undefined {
  const aid = asId(digits);
  return aid === undefined ? undefined : { kind: 'video', aid };
}

function asRoom(digits: string | undefined): PersonReference | undefined {
  const room = asId(digits);
  return room === undefined ? undefined : { kind: 'room', room };
}

function asDynamic(digits: string | undefined): PersonReference | undefined {
  return digits !== undefined && /^[1-9]\d{0,24}$/u.test(digits)
    ? { kind: 'post', post: 'dynamic', id: digits }
    : undefined;
}

/** An article by its number, with or without `cv` before it. */
function articleOf(part: string | undefined): PersonReference | undefined {
  if (part === undefined) return undefined;
  return asArticle(part.slice(0, endOfWord(part))) ?? asArticle(`cv${digitsOf(part) ?? ''}`);
}

/** The digits a part of a path begins with, when no letter follows them: signs after an address may be a sentence's. */
function digitsOf(part: string | undefined): string | undefined {
  if (part === undefined) return undefined;
  const end = endOfDigits(part, 0);
  return end > 0 && !isWord(part.charCodeAt(end)) ? part.slice(0, end) : undefined;
}
