import type { NoteRecord, Repository } from '../storage/index.ts';

/** What is noted about people in one private chat. A note is one line of visible text, at most `longestNote` long. */
export interface Notes {
  /** The notes on these people, by mid; of who has none, nothing. */
  on(mids: readonly number[]): Promise<Map<number, string>>;
  /** All of them, by mid. */
  all(): Promise<Map<number, string>>;
  /** Whom a text stands in the note of, whatever its letters' case and width; the latest note first. */
  matching(text: string): Promise<number[]>;
  /** Notes it in the place of what was noted before. */
  write(mid: number, text: string): Promise<void>;
  /** Whether there was one to remove. */
  remove(mid: number): Promise<boolean>;
}

/** The notes of each private chat; `now` in milliseconds. */
export function createNotes(
  records: Repository<NoteRecord>,
  now: () => number,
): (privateChat: number) => Notes {
  return (chat) => {
    const keysBegin = `${chat}:`;
    const keyOf = (mid: number) => `${keysBegin}${mid}`;

    async function entries(): Promise<[mid: number, note: NoteRecord][]> {
      const found: [number, NoteRecord][] = [];
      for await (const [key, note] of records.all(keysBegin))
        found.push([Number(key.slice(keysBegin.length)), note]);
      return found;
    }

    return {
      async on(mids) {
        const notes = new Map<number, string>();
        for (const mid of mids) {
          const note = await records.get(keyOf(mid));
          if (note) notes.set(mid, note.text);
        }
        return notes;
      },
      all: async () => new Map((await entries()).map(([mid, { text }]) => [mid, text])),
      async matching(text) {
        const wanted = folded(text);
        return (await entries())
          .filter(([, note]) => folded(note.text).includes(wanted))
          .toSorted(([, one], [, other]) => other.at - one.at)
          .map(([mid]) => mid);
      },
      async write(mid, text) {
        await records.update(keyOf(mid), () => ({ text, at: now() }));
      },
      remove: (mid) => records.remove(keyOf(mid)),
    };
  };
}

/** As texts are compared: 2０ finds 20, and A finds a. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
