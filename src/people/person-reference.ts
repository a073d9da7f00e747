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
