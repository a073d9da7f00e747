import type { MoveMark } from './sqlite-move-mark.ts';

/** A record as stored, with sealed parts unopened; the same text on every engine. */
export interface StoredRow {
  collection: string;
  key: string;
  value: string;
}

/** The source or the target of a move. */
export interface MoveEndpoint {
  readonly shown: string;
  /** Number of records. */
  count(): Promise<number>;
  /** All records, in pages. */
  rows(): AsyncGenerator<readonly StoredRow[], void>;
  readMark(): Promise<Omit<MoveMark, 'store'> | undefined>;
  writeMark(mark: Omit<MoveMark, 'store'>): Promise<void>;
  removeMark(): Promise<void>;
  /** Id of the move that filled this store. */
  origin(): Promise<string | undefined>;
  /** Replaces all records, completely or not at all. Returns the number of records then. */
  replaceAll(rows: AsyncIterable<readonly StoredRow[]>, origin: string): Promise<number>;
  close(): Promise<void>;
}
