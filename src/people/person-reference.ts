/** A person as written in a text: a mid, or something that the site must resolve. */
export type PersonReference =
  | { kind: 'mid'; mid: number }
  | { kind: 'video'; bvid: string }
  | { kind: 'video'; aid: number }
  /** A short link, to be followed. */
  | { kind: 'short'; url: string }
  /** A live room by its short or long number. */
  | { kind: 'room'; room: number }
  /**
   * Something the person wrote: a dynamic or opus by its id (too long for a number), or an article by its cv
   * number.
   */
  | { kind: 'post'; post: 'dynamic' | 'article'; id: string }
  | { kind: 'name'; name: string };

/** The person with this mid; `undefined` unless the digits are a valid mid without leading zeros. */
export function midReference(digits: string | undefined): PersonReference | undefined {
  const mid = parseId(digits);
  return mid === undefined ? undefined : { kind: 'mid', mid };
}

/** The person of a number that nothing marks as a UID: not one of a mobile phone, as no UID has eleven digits. */
export function unmarkedReference(digits: string | undefined): PersonReference | undefined {
  return /^1[3-9]\d{9}$/u.test(digits ?? '') ? undefined : midReference(digits);
}

/** The video whose id is the whole text: `BV` and ten letters and digits, or `av` and a number. */
export function videoReference(text: string | undefined): PersonReference | undefined {
  if (text === undefined || text.length > 18) return undefined;
  const bvid = /^BV(1[0-9A-Za-z]{9})$/iu.exec(text)?.[1];
  if (bvid !== undefined) return { kind: 'video', bvid: `BV${bvid}` };
  const aid = parseId(/^av(\d{1,16})$/iu.exec(text)?.[1]);
  return aid === undefined ? undefined : { kind: 'video', aid };
}

/** The article whose id is the whole text: `cv` and a number. */
export function articleReference(text: string | undefined): PersonReference | undefined {
  const id = /^cv(\d{1,16})$/iu.exec(text?.slice(0, 20) ?? '')?.[1];
  return id !== undefined && parseId(id) !== undefined ? { kind: 'post', post: 'article', id } : undefined;
}

/** Parses a positive safe integer without leading zeros. */
export function parseId(digits: string | undefined): number | undefined {
  if (digits === undefined || digits.length > 16 || !/^[1-9]\d*$/u.test(digits)) return undefined;
  const id = Number(digits);
  return Number.isSafeInteger(id) ? id : undefined;
}
