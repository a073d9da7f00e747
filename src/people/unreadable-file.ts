/**
 * Why no people can be read from a file: it is empty (`empty`), not text (`binary`), broken or too deeply
 * nested JSON (`json`), contains no people (`foreign`), groups instead of people (`groups`), or a login
 * (`credentials`); the export left out its following (`noFollowing`); it is too large (`tooBig`) or could not
 * be downloaded (`notFetched`).
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

/** No people can be read from a file. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
  readonly reason: Unreadable;

  constructor(reason: Unreadable) {
    super(`The file cannot be used: ${reason}`);
    this.reason = reason;
  }
}
