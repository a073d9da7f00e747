import type { PeopleRead } from './people-collector.ts';

/** How much of a header and of a row is shown, in characters. */
export const longestHeader = 60;
export const longestRow = 200;

/** One of the columns or lists that may hold the people, where a file does not make it plain which does. */
export interface Candidate {
  /** What is handed back to read the file by it; a short word that fits callback data. */
  choice: string;
  /** What stands above the column, or the key of the list, cut short; `undefined` when nothing does. */
  header?: string | undefined;
  /** The first rows, cut short, without credentials; foreign text otherwise. */
  rows: string[];
  /** Whom the first rows mean if this is the column. */
  mids: number[];
}

/** What was read: people, or the question which of several columns holds them. */
export type ImportText = PeopleRead | { kind: 'ambiguous'; candidates: Candidate[] };
