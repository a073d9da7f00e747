import { isSiteHost, shortLinkHosts } from '../api/index.ts';
import { endOfDigits, isWord } from '../text/character-classes.ts';
import { afterScheme, decodedLink, type Link, parseLink } from './link-syntax.ts';
import {
  articleReference,
  midReference,
  type PersonReference,
  parseId,
  videoReference,
} from './person-reference.ts';

/** Longest link that is read, in UTF-16 units. */
const longestLink = 2000;

/**
 * The person that a link to the site, into its app or to a feed about somebody means; `undefined` for any other link. Makes no request.
 * @param written the link with or without `https:`, or encoded as in the query of another
 */
export function readLink(written: string): PersonReference | undefined {
  if (written.length > longestLink) return undefined;
  const link = decodedLink(written) ?? written;
  const ofApp = afterScheme(link, 'bilibili://');
  if (ofApp !== undefined) {
    const app = parseLink(ofApp);
    return readAppLink(app) ?? readQuotedLink(app);
  }
  const feed = afterScheme(link, 'rsshub://');
  if (feed !== undefined) return readFeedPath(feed.split('/'));
  const web = parseLink(link.replace(/^(?:https?:)?\/\//iu, ''));
  const bare = web.host.startsWith('www.') ? web.host.slice(4) : web.host;
  if (shortLinkHosts.includes(bare)) return readShortenerLink(bare, web);
  return (isSiteHost(web.host) ? readSiteLink(web) : readFeedPath(web.path)) ?? readQuotedLink(web);
}

/** Whom the link means that another one leads to, as those of chats and search engines do, in a field of its query. */
function readQuotedLink({ query }: Link): PersonReference | undefined {
  for (const value of query.values()) {
    const link = decodedLink(value);
    const target = link === undefined || /%3a/iu.test(link) ? undefined : readLink(link);
    if (target !== undefined) return target;
  }
  return undefined;
}

/**
 * Whom a feed of RSSHub is about, which anybody may serve under any host: `/bilibili/user/video/701003`,
 * `/bilibili/live/room/3394945`.
 */
function readFeedPath(path: readonly string[]): PersonReference | undefined {
  const [kind, , id] = path.slice(path.indexOf('bilibili') + 1);
  if (!path.includes('bilibili')) return undefined;
  if (kind === 'user') return midReference(leadingDigits(id));
  return kind === 'live' ? roomReference(leadingDigits(id)) : undefined;
}

function readShortenerLink(host: string, { path: [code] }: Link): PersonReference | undefined {
  return (
    articleReference(code) ??
    videoReference(code) ??
    (/^[0-9A-Za-z]{4,12}$/u.test(code ?? '') ? { kind: 'short', url: `https://${host}/${code}` } : undefined)
  );
}

function readSiteLink(link: Link): PersonReference | undefined {
  const { host, path, query, hash } = link;
  const [first, second] = path;
  switch (host) {
    case 'space.bilibili.com':
      return (
        midReference(leadingDigits(first)) ??
        midReference(query.get('mid')) ??
        midReference(/^!?\/(\d+)/u.exec(hash)?.[1])
      );
    case 'message.bilibili.com':
      return midReference(/^\/whisper\/mid(\d+)/u.exec(hash)?.[1]);
    case 'api.bilibili.com':
      return midReference(query.get('vmid') ?? query.get('mid') ?? query.get('host_mid'));
    case 'live.bilibili.com':
      return (
        roomReference(leadingDigits(first)) ??
        roomReference(leadingDigits(second)) ??
        roomReference(query.get('room_id'))
      );
    case 't.bilibili.com':
      return dynamicIn(path);
  }
  return readPagePath(link) ?? videoReference(query.get('bvid')) ?? videoNumberReference(query.get('aid'));
}

/** Pages of the site's other hosts, by the first segment of their path. */
function readPagePath({ path, query }: Link): PersonReference | undefined {
  const [first, second, third] = path;
  switch (first?.toLowerCase()) {
    case 'space':
      return midReference(leadingDigits(second)) ?? midReference(query.get('mid'));
    case 'medialist':
      return midReference(second === 'play' ? third : undefined) ?? videoIn(path);
    // `/list/` is followed by an uploader's mid, or by `ml…` for a list of favourites.
    case 'list':
      return midReference(second) ?? videoIn(path);
    case 'opus':
    case 'dynamic':
      return dynamicIn(path.slice(1));
    case 'read':
      return articleIn(second) ?? articleIn(third) ?? articleIn(query.get('id'));
    default:
      return videoIn(path);
  }
}

/** Links into the app: `bilibili://author/701003`, `bilibili://video/170001`, … */
function readAppLink({ host, path, query }: Link): PersonReference | undefined {
  const last = leadingDigits(path.at(-1));
  switch (host) {
    case 'space':
    case 'author':
    case 'user_center':
      return midReference(last) ?? midReference(query.get('mid') ?? query.get('uid'));
    case 'live':
      return roomReference(last);
    case 'video':
    case 'av':
      return (
        videoIn(path) ??
        videoNumberReference(last) ??
        videoReference(query.get('bvid')) ??
        videoNumberReference(query.get('aid'))
      );
    case 'opus':
    case 'dynamic':
    case 'following':
      return dynamicIn(path);
    case 'article':
    case 'read':
      return path.includes('readlist') ? undefined : articleIn(path.at(-1));
    default:
      return undefined;
  }
}

function videoIn(path: readonly string[]): PersonReference | undefined {
  for (const part of path) {
    const video = videoReference(part.slice(0, endOfWord(part)));
    if (video !== undefined) return video;
  }
  return undefined;
}

function endOfWord(part: string): number {
  let end = 0;
  while (isWord(part.charCodeAt(end))) end += 1;
  return end;
}

function videoNumberReference(digits: string | undefined): PersonReference | undefined {
  const aid = parseId(digits);
  return aid === undefined ? undefined : { kind: 'video', aid };
}

function roomReference(digits: string | undefined): PersonReference | undefined {
  const room = parseId(digits);
  return room === undefined ? undefined : { kind: 'room', room };
}

/**
 * The dynamic whose number begins a path or stands behind `detail`. A number anywhere else is that of a topic, a vote or
 * whatever the site thinks of next.
 */
function dynamicIn(path: readonly string[]): PersonReference | undefined {
  const at = path.findIndex((part) => part.toLowerCase() === 'detail');
  return dynamicReference(leadingDigits(path[at + 1]));
}

function dynamicReference(digits: string | undefined): PersonReference | undefined {
  return digits !== undefined && /^[1-9]\d{0,24}$/u.test(digits)
    ? { kind: 'post', post: 'dynamic', id: digits }
    : undefined;
}

/** An article by its number, with or without `cv`. */
function articleIn(part: string | undefined): PersonReference | undefined {
  if (part === undefined) return undefined;
  return (
    articleReference(part.slice(0, endOfWord(part))) ?? articleReference(`cv${leadingDigits(part) ?? ''}`)
  );
}

/**
 * The digits at the beginning of a path segment, unless a letter follows. Punctuation after them may belong
 * to the sentence around the link.
 */
function leadingDigits(part: string | undefined): string | undefined {
  if (part === undefined) return undefined;
  const end = endOfDigits(part, 0);
  return end > 0 && !isWord(part.charCodeAt(end)) ? part.slice(0, end) : undefined;
}
