import type { MoveMark } from './move-mark.ts';

/** One record as it lies in its store, sealed parts unopened: the same text on every engine. */
export interface StoredRow {
  collection: string;
  key: string;
  value: string;
}

/** A store that is moved, or moved to. */
export interface MoveEnd {
  readonly shown: string;
  /** How many records it has. */
  count(): Promise<number>;
  /** All of them, some at a time. */
  rows(): AsyncGenerator<readonly StoredRow[], void>;
  readMark(): Promise<Omit<MoveMark, 'store'> | undefined>;
  writeMark(mark: Omit<MoveMark, 'store'>): Promise<void>;
  removeMark(): Promise<void>;
  /** The move that brought what is in it. */
  origin(): Promise<string | undefined>;
  /** Puts these in the place of all there is: whole, or nothing when it throws. Returns how many there are then. */
  replaceAll(rows: AsyncIterable<readonly StoredRow[]>, origin: string): Promise<number>;
  close(): Promise<void>;
}
