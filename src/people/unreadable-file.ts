/**
 * Why nobody can be read from a file: there is nothing in it (`empty`), it is no text (`binary`), it begins like JSON but
 * is none or is nested too deep (`json`), it lists no people (`foreign`), groups rather than people (`groups`) or holds a
 * login (`credentials`), its list of follows was left out (`noFollowing`), or it is too large (`tooBig`) or could not be
 * fetched (`notFetched`).
 */
export type Unreadable =
  | 'empty'
  | 'binary'
  | 'json'
  | 'foreign'
  | 'noFollowing'
  | 'groups'
  | 'credentials'
  | 'tooBig'
  | 'notFetched';

/** A file that nobody can be read from. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
  readonly reason: Unreadable;

  constructor(reason: Unreadable) {
    super(`The file cannot be used: ${reason}`);
    this.reason = reason;
  }
}
