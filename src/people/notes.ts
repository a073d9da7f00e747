import type { NoteRecord, Repository } from '../storage/index.ts';

/** What is noted about people in a private chat, and in those joined to it. A note is one line of visible text, at most `longestNote` long. */
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

/** The notes that are seen in a private chat: those of `privateChats`, of which it is one. What is written is written in `chat`. */
export type NotesOf = (chat: number, privateChats?: readonly number[]) => Notes;

/** Between the notes that were made on one person in several chats before these were joined. */
const between = ' / ';

/** The notes of each private chat; `now` in milliseconds. */
export function createNotes(records: Repository<NoteRecord>, now: () => number): NotesOf {
  return (chat, privateChats = [chat]) => {
    const keyOf = (one: number, mid: number) => `${one}:${mid}`;
    const inOrder = [chat, ...privateChats.filter((one) => one !== chat)];

    async function entries(): Promise<Map<number, NoteRecord>> {
      const found = new Map<number, NoteRecord>();
      for (const one of inOrder) {
        const keysBegin = `${one}:`;
        for await (const [key, note] of records.all(keysBegin)) {
          const mid = Number(key.slice(keysBegin.length));
          found.set(mid, together(found.get(mid), note));
        }
      }
      return found;
    }

    async function noteOn(mid: number): Promise<NoteRecord | undefined> {
      let found: NoteRecord | undefined;
      for (const one of inOrder) {
        const note = await records.get(keyOf(one, mid));
        if (note !== undefined) found = together(found, note);
      }
      return found;
    }

    async function remove(mid: number, from: readonly number[]): Promise<boolean> {
      let had = false;
      for (const one of from) if (await records.remove(keyOf(one, mid))) had = true;
      return had;
    }

    return {
      async on(mids) {
        const notes = new Map<number, string>();
        for (const mid of mids) {
          const note = await noteOn(mid);
          if (note) notes.set(mid, note.text);
        }
        return notes;
      },
      all: async () => new Map([...(await entries())].map(([mid, { text }]) => [mid, text])),
      async matching(text) {
        const wanted = folded(text);
        return [...(await entries())]
          .filter(([, note]) => folded(note.text).includes(wanted))
          .toSorted(([, one], [, other]) => other.at - one.at)
          .map(([mid]) => mid);
      },
      async write(mid, text) {
        await records.update(keyOf(chat, mid), () => ({ text, at: now() }));
        await remove(mid, inOrder.slice(1));
      },
      remove: (mid) => remove(mid, inOrder),
    };
  };
}

/** What two chats noted on one person; what both say is said once. */
function together(one: NoteRecord | undefined, other: NoteRecord): NoteRecord {
  if (one === undefined) return other;
  const text = one.text.split(between).includes(other.text) ? one.text : `${one.text}${between}${other.text}`;
  return { text, at: Math.max(one.at, other.at) };
}

/** As texts are compared: 2０ finds 20, and A finds a. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
