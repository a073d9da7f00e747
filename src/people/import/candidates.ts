import type { PeopleRead } from './listed-people.ts';

/** One of the columns or lists that may hold the people, where a file does not make it plain which does. */
export interface Candidate {
  /** What is handed back to read the file by it; a short word that fits callback data. */
  choice: string;
  /** What stands above the column, or the key of the list; `undefined` when nothing does. */
  header?: string | undefined;
  /** The first rows, whole, as they are written; foreign text. */
  rows: string[];
  /** Whom the first rows mean if this is the column. */
  mids: number[];
}

/** What was read: people, or the question which of several columns holds them. */
export type ImportText = PeopleRead | { kind: 'ambiguous'; candidates: Candidate[] };
