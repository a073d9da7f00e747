/**
 * What a user may write to mean a person, read without asking the site.
 * Who that is in the end (the uploader of a video, the owner of a name) is for `resolve.ts` to ask.
 */

/** One person as written: known by mid already, or to be found through the site. */
export type Target =
  | { kind: 'mid'; mid: number }
  | { kind: 'video'; bvid: string }
  | { kind: 'video'; aid: number }
  | { kind: 'short'; url: string }
  | { kind: 'name'; name: string };

/** What was read from a text: the people in the order written, each once, and the pieces that mean nobody. */
export interface Whom {
  targets: Target[];
  unread: string[];
}

/** Reads any number of people from a text; separators are spaces, lines and commas of both scripts. */
export function readWhom(text: string): Whom {
  const spaced = /^@[^@,，、;；\n]*[^\S\n][^@,，、;；\n]*$/u.exec(text.trim())?.[0];
  const whom = readPieces(text);
  // Only when the pieces make no sense by themselves: `@name 123456` are two people.
  if (spaced === undefined || whom.unread.length === 0) return whom;
  return { targets: [{ kind: 'name', name: spaced.slice(1) }], unread: [] };
}

function readPieces(text: string): Whom {
  const targets = new Map<string, Target>();
  const unread: string[] = [];
  for (const piece of pieces(text)) {
    const target = readOne(piece);
    if (target) targets.set(JSON.stringify(target), target);
    else unread.push(piece);
  }
  return { targets: [...targets.values()], unread };
}

/**
 * The people a message speaks of: first those its links name, then those written in its text. Unlike
 * {@link readWhom} it takes only forms that cannot be anything else, since the text was not written as an answer.
 */
export function findWhom(text: string, links: readonly string[]): Target[] {
  const written =
    text.match(/UID[:：]?\s*\d+|\S*(?:bilibili\.com|b23\.tv)\/\S+|\bBV1[0-9A-Za-z]{9}\b/giu) ?? [];
  const found = new Map<string, Target>();
  for (const piece of [...links, ...written].flatMap(pieces)) {
    const target = readOne(piece);
    if (target) found.set(JSON.stringify(target), target);
  }
  return [...found.values()];
}

/** A query may hold commas and numbers that mean nobody; a title shared by the app stands in 【】. */
function pieces(text: string): string[] {
  return text
    .replace(/【[^】]*】/gu, ' ')
    .replace(
      /((?:https?:\/\/)?[\w.-]+\.(?:com|tv)\/[^\s?#,，、]*)[?#]\S*?(?=[,，、;；]*https?:\/\/|\s|$)/giu,
      '$1',
    )
    .replace(/\bUID[:：]?\s*(?=\d)/giu, 'UID:')
    .split(/[\s,，、;；]+/u)
    .filter((piece) => piece !== '');
}

function readOne(piece: string): Target | undefined {
  if (/^@./u.test(piece)) return { kind: 'name', name: piece.slice(1) };
  const digits = /^(?:UID:)?(\d+)$/iu.exec(piece)?.[1];
  if (digits) return asMid(digits);
  return readVideo(piece) ?? readLink(piece);
}

function asMid(digits: string | undefined): Target | undefined {
  const mid = Number(digits);
  return Number.isSafeInteger(mid) && mid > 0 ? { kind: 'mid', mid } : undefined;
}

function readVideo(piece: string): Target | undefined {
  const bvid = /^BV(1[0-9A-Za-z]{9})$/iu.exec(piece)?.[1];
  if (bvid) return { kind: 'video', bvid: `BV${bvid}` };
  const aid = Number(/^av(\d{1,16})$/iu.exec(piece)?.[1]);
  return Number.isSafeInteger(aid) && aid > 0 ? { kind: 'video', aid } : undefined;
}

function readLink(piece: string): Target | undefined {
  const appMid = /^bilibili:\/\/space\/(\d+)$/iu.exec(piece)?.[1];
  if (appMid) return asMid(appMid);
  const link = /^(?:https?:\/\/)?((?:[\w-]+\.)*bilibili\.com|(?:www\.)?b23\.tv)\/(\S+)$/iu.exec(piece);
  const host = link?.[1]?.toLowerCase();
  const path = link?.[2]?.split('/').filter((part) => part !== '') ?? [];
  const [first, second] = path;
  if (host === undefined || first === undefined) return undefined;
  if (host.endsWith('b23.tv')) {
    return (
      readVideo(first) ??
      (/^\w{4,12}$/u.test(first) ? { kind: 'short', url: `https://b23.tv/${first}` } : undefined)
    );
  }
  if (host === 'space.bilibili.com') return asMid(first);
  if (first === 'space') return asMid(second);
  if (first === 'video' && second !== undefined) return readVideo(second);
  return undefined;
}
