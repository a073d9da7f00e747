import type { NoteRecord, Repository } from '../storage/index.ts';

/**
 * Notes about people in a private chat and the chats joined to it. A note is one line of visible text of at
 * most `longestNote` characters.
 */
export interface Notes {
  /** The notes on these people, by mid; people without a note are missing. */
  on(mids: readonly number[]): Promise<Map<number, string>>;
  /** All notes, by mid. */
  all(): Promise<Map<number, string>>;
  /** Mids of people whose note contains a text, ignoring case and width; the latest note first. */
  matching(text: string): Promise<number[]>;
  /** Replaces the note on a person. */
  write(mid: number, text: string): Promise<void>;
  /** Removes a note; whether there was one. */
  remove(mid: number): Promise<boolean>;
}

/**
 * The notes visible in `chat`: its own and those of `privateChats`, the chats joined to it. Writes go to
 * `chat`.
 */
export type NotesOf = (chat: number, privateChats?: readonly number[]) => Notes;

/** Separates the notes on one person that different chats had before they were joined. */
const noteSeparator = ' / ';

/** Notes by private chat; `now` in ms since 1970. */
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
          found.set(mid, mergeNotes(found.get(mid), note));
        }
      }
      return found;
    }

    async function noteOn(mid: number): Promise<NoteRecord | undefined> {
      let found: NoteRecord | undefined;
      for (const one of inOrder) {
        const note = await records.get(keyOf(one, mid));
        if (note !== undefined) found = mergeNotes(found, note);
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
        const wanted = foldForComparison(text);
        return [...(await entries())]
          .filter(([, note]) => foldForComparison(note.text).includes(wanted))
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

/** Merges the notes of two chats on one person; the same note is kept once. */
function mergeNotes(one: NoteRecord | undefined, other: NoteRecord): NoteRecord {
  if (one === undefined) return other;
  const text = one.text.split(noteSeparator).includes(other.text)
    ? one.text
    : `${one.text}${noteSeparator}${other.text}`;
  return { text, at: Math.max(one.at, other.at) };
}

/** The form in which texts are compared, without case and width: `2０` matches `20`, `A` matches `a`. */
function foldForComparison(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
