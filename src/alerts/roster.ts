import type { Collection, WatchRecord } from '../storage/index.ts';
import type { Place } from './types.ts';

/** What is kept in memory of a watched account; little, for there may be thousands. */
export interface Entry {
  /** The chats with alerts that are not paused; through their logins it is looked at. */
  chats: readonly Seat[];
  /** The chats whose alerts are paused. */
  paused: readonly number[];
  /** Nothing of the record but the time of the last look changes when a look sees the same as this again. */
  glimpse?: string | undefined;
  /** The last good look, ms; on the disk it may be some hours older. */
  lookedAt?: number | undefined;
  /** The last good look as it is on the disk. */
  writtenAt?: number | undefined;
  /** The last time the whole list was read for who had left, ms. */
  comparedAt?: number | undefined;
}

/** A chat that watches. */
export interface Seat {
  chat: number;
  /** Where its alerts go. */
  place: Place;
  /** It is owed something. */
  owed: boolean;
  loginLost: boolean;
}

/** The records of watched accounts, and what is kept in memory of them. */
export interface Roster {
  entry(mid: number): Entry | undefined;
  get(mid: number): Promise<WatchRecord | undefined>;
  /** Changes a record that there is, and takes note of what it says now. */
  change(mid: number, change: (record: WatchRecord) => WatchRecord): Promise<WatchRecord | undefined>;
  /** Makes a record, or changes it. */
  put(mid: number, change: (record: WatchRecord | undefined) => WatchRecord): Promise<WatchRecord>;
  remove(mid: number): Promise<void>;
  /** Takes note of all records there are; `each` is called for each one. */
  load(each: (mid: number) => void): Promise<void>;
  mids(): Iterable<number>;
  readonly size: number;
}

/** @param owed called when a change has left chats with something to be told */
export function createRoster(
  records: Collection<WatchRecord>,
  owed: (mid: number, seats: readonly Seat[]) => void,
): Roster {
  const entries = new Map<number, Entry>();

  const note = (mid: number, record: WatchRecord): WatchRecord => {
    const watchers = Object.entries(record.chats);
    const chats = watchers
      .filter(([, { paused }]) => paused === undefined)
      .map(([id, { to, pending, loginLost }]) => ({
        chat: Number(id),
        place: to ?? { chat: Number(id) },
        owed: pending !== undefined,
        loginLost: loginLost !== undefined,
      }));
    const old = entries.get(mid);
    const later = Math.max(old?.lookedAt ?? 0, record.lookedAt ?? 0);
    entries.set(mid, {
      chats,
      paused: watchers.filter(([, { paused }]) => paused !== undefined).map(([id]) => Number(id)),
      lookedAt: later === 0 ? undefined : later,
      writtenAt: record.lookedAt,
      comparedAt: old?.comparedAt,
      glimpse: isSettled(record) ? old?.glimpse : undefined,
    });
    const waiting = chats.filter((seat) => seat.owed);
    if (waiting.length > 0) owed(mid, waiting);
    return record;
  };

  return {
    entry: (mid) => entries.get(mid),
    get: (mid) => records.get(String(mid)),
    async change(mid, change) {
      const record = await records.update(String(mid), (current) => current && change(current));
      return record && note(mid, record);
    },
    async put(mid, change) {
      const record = await records.update(String(mid), change);
      if (record === undefined) throw new Error(`the watch of ${mid} was not kept`);
      return note(mid, record);
    },
    async remove(mid) {
      await records.remove(String(mid));
      entries.delete(mid);
    },
    async load(each) {
      for await (const [key, record] of records.all()) {
        const mid = Number(key);
        // What was begun meanwhile is newer than what was read.
        if (entries.has(mid)) continue;
        note(mid, record);
        each(mid);
      }
    },
    mids: () => entries.keys(),
    get size() {
      return entries.size;
    },
  };
}

/** A look that sees the same again has nothing left to do. */
export function isSettled({ lookedAt, trouble, compare, chats }: WatchRecord): boolean {
  if (lookedAt === undefined || trouble !== undefined || compare !== undefined) return false;
  return Object.values(chats).every(({ loginLost }) => loginLost === undefined);
}
