/** One person as written: known by mid already, or to be found through the site. */
export type PersonReference =
  | { kind: 'mid'; mid: number }
  | { kind: 'video'; bvid: string }
  | { kind: 'video'; aid: number }
  /** A short link, whose answer says where it leads. */
  | { kind: 'short'; url: string }
  /** A live room by its number, short or long. */
  | { kind: 'room'; room: number }
  /** Something its author wrote: a dynamic or opus by its id (too long for a number), an article by its cv number. */
  | { kind: 'post'; post: 'dynamic' | 'article'; id: string }
  | { kind: 'name'; name: string };

/** The person with this mid; `undefined` unless it is written as the site writes one: no zero before it, no fraction. */
export function midReference(digits: string | undefined): PersonReference | undefined {
  const mid = asId(digits);
  return mid === undefined ? undefined : { kind: 'mid', mid };
}

/** The video that a text consists of: `BV` and ten letters and digits, or `av` and a number. */
export function asVideo(text: string | undefined): PersonReference | undefined {
  if (text === undefined || text.length > 18) return undefined;
  const bvid = /^BV(1[0-9A-Za-z]{9})$/iu.exec(text)?.[1];
  if (bvid !== undefined) return { kind: 'video', bvid: `BV${bvid}` };
  const aid = asId(/^av(\d{1,16})$/iu.exec(text)?.[1]);
  return aid === undefined ? undefined : { kind: 'video', aid };
}

/** The article that a text consists of: `cv` and a number. */
export function asArticle(text: string | undefined): PersonReference | undefined {
  const id = /^cv(\d{1,16})$/iu.exec(text?.slice(0, 20) ?? '')?.[1];
  return id !== undefined && asId(id) !== undefined ? { kind: 'post', post: 'article', id } : undefined;
}

/** A positive whole number that JavaScript can hold, written without a zero before it. */
export function asId(digits: string | undefined): number | undefined {
  if (digits === undefined || digits.length > 16 || !/^[1-9]\d*$/u.test(digits)) return undefined;
  const id = Number(digits);
  return Number.isSafeInteger(id) ? id : undefined;
}
