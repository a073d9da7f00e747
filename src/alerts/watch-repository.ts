import { setImmediate as turn } from 'node:timers/promises';
import { createKeyedMutex, type Repository, type WatchRecord } from '../storage/index.ts';
import { isPolled, type WatchEntry, watchEntryOf } from './watch-in-memory.ts';

/**
 * The records of watched accounts, with an entry in memory for each. Changes of one record run one after
 * another.
 */
export interface WatchRepository {
  /** Adds a listener for added, changed and removed entries. */
  onChange(listener: (mid: number) => void): void;
  entry(mid: number): WatchEntry | undefined;
  /** Whether a chat wants alerts about an account, and this process polls it. */
  isPolledHere(mid: number): boolean;
  /** The entry of an account; reads its record if records are still being loaded. */
  find(mid: number): Promise<WatchEntry | undefined>;
  get(mid: number): Promise<WatchRecord | undefined>;
  /** Changes an existing record and updates its entry. */
  change(mid: number, change: (record: WatchRecord) => WatchRecord): Promise<WatchRecord | undefined>;
  /** Creates or changes a record. */
  put(mid: number, change: (record: WatchRecord | undefined) => WatchRecord): Promise<WatchRecord>;
  /** Removes a chat's subscription, and the record with the last one; returns whether there was one. */
  unsubscribe(mid: number, chat: number): Promise<boolean>;
  /** Loads the entries of all records, yielding to other work in between; ends early when `signal` aborts. */
  load(signal: AbortSignal): Promise<void>;
  /** Another process has changed a record: updates its entry. */
  refresh(mid: number): Promise<void>;
  /**
   * This process's share of the accounts has changed. Drops entries outside it and loads those in it (unless
   * all are kept), and notifies the listeners about every account.
   */
  shareChanged(signal: AbortSignal): Promise<void>;
  mids(): Iterable<number>;
  /** The accounts whose alerts to a chat are paused, as far as records are loaded. */
  pausedFor(chat: number): readonly number[];
  readonly size: number;
}

/** How many records are read before other work gets its turn: a few milliseconds. */
const recordsPerTurn = 20;

/** The accounts that this process polls, of several on one store. */
export interface PollShare {
  /** Whether this process polls an account. */
  has(mid: number): boolean;
  /** Whether it also keeps entries of accounts that others poll, to deliver their outboxes. */
  keepsAll: boolean;
}

/**
 * Creates a repository without entries; they are added by `load`, and whenever a record is changed or found.
 */
export function createWatchRepository(records: Repository<WatchRecord>, share: PollShare): WatchRepository {
  const entries = new Map<number, WatchEntry>();
  /** By chat, since it is asked for at every message; hardly any alerts are paused. */
  const paused = new Map<number, Set<number>>();
  const listeners: ((mid: number) => void)[] = [];
  /** Accounts removed while records are being loaded: they may have been read before. */
  const removed = new Set<number>();
  let isLoaded = false;
  /** Refreshes that have not started yet; they include every change until then. */
  const refreshes = new Map<number, Promise<void>>();
  const mutex = createKeyedMutex();
  // Updating the entry is part of the turn, or an older state could overwrite a newer one.
  const exclusively = <T>(mid: number, work: () => Promise<T>) => mutex.run(String(mid), work);

  const updateEntry = (mid: number, record: WatchRecord): WatchRecord => {
    const entry = watchEntryOf(record, entries.get(mid));
    notePaused(mid, entry.paused);
    entries.set(mid, entry);
    announce(mid);
    return record;
  };
  const notePaused = (mid: number, chats: readonly number[]) => {
    for (const chat of entries.get(mid)?.paused ?? []) {
      paused.get(chat)?.delete(mid);
      if (paused.get(chat)?.size === 0) paused.delete(chat);
    }
    for (const chat of chats) paused.set(chat, (paused.get(chat) ?? new Set()).add(mid));
  };
  const announce = (mid: number) => {
    for (const listener of listeners) listener(mid);
  };
  const forget = (mid: number) => {
    notePaused(mid, []);
    entries.delete(mid);
    if (!isLoaded) removed.add(mid);
    announce(mid);
  };
  const isKept = (mid: number) => share.keepsAll || share.has(mid);

  async function loadEntries(wanted: (mid: number) => boolean, signal: AbortSignal): Promise<void> {
    let count = 0;
    for await (const [key, record] of records.all((one) => wanted(Number(one)))) {
      const mid = Number(key);
      // Entries added meanwhile are newer than what was read.
      if (!entries.has(mid) && !removed.has(mid) && isKept(mid)) updateEntry(mid, record);
      count += 1;
      if (count % recordsPerTurn === 0) await turn();
      if (signal.aborted) return;
    }
  }

  return {
    onChange: (listener) => void listeners.push(listener),
    entry: (mid) => entries.get(mid),
    isPolledHere: (mid) => share.has(mid) && isPolled(entries.get(mid)),
    async find(mid) {
      if (isLoaded || entries.has(mid)) return entries.get(mid);
      return exclusively(mid, async () => {
        const record = entries.has(mid) ? undefined : await records.get(String(mid));
        if (record !== undefined) updateEntry(mid, record);
        return entries.get(mid);
      });
    },
    get: (mid) => records.get(String(mid)),
    change: (mid, change) =>
      exclusively(mid, async () => {
        const record = await records.update(String(mid), (current) => current && change(current));
        return record && updateEntry(mid, record);
      }),
    put: (mid, change) =>
      exclusively(mid, async () => {
        const record = await records.update(String(mid), change);
        if (record === undefined) throw new Error(`the watch of ${mid} was not kept`);
        return updateEntry(mid, record);
      }),
    unsubscribe: (mid, chat) =>
      exclusively(mid, async () => {
        const record = await records.get(String(mid));
        if (record?.chats[chat] === undefined) return false;
        if (Object.keys(record.chats).length > 1) {
          const rest = await records.update(String(mid), (current) => current && withoutChat(current, chat));
          if (rest !== undefined) updateEntry(mid, rest);
          return true;
        }
        await records.remove(String(mid));
        forget(mid);
        return true;
      }),
    async load(signal) {
      await loadEntries(() => true, signal);
      if (signal.aborted) return;
      isLoaded = true;
      removed.clear();
    },
    refresh(mid) {
      const waiting = refreshes.get(mid);
      if (waiting !== undefined) return waiting;
      const refresh = Promise.resolve().then(() =>
        exclusively(mid, async () => {
          refreshes.delete(mid);
          const record = isKept(mid) ? await records.get(String(mid)) : undefined;
          if (record === undefined) forget(mid);
          else updateEntry(mid, record);
        }),
      );
      refreshes.set(mid, refresh);
      return refresh;
    },
    async shareChanged(signal) {
      for (const mid of [...entries.keys()]) if (!isKept(mid)) forget(mid);
      for (const mid of entries.keys()) announce(mid);
      if (share.keepsAll) return;
      removed.clear();
      await loadEntries((mid) => isKept(mid) && !entries.has(mid), signal);
    },
    mids: () => entries.keys(),
    pausedFor: (chat) => [...(paused.get(chat) ?? [])],
    get size() {
      return entries.size;
    },
  };
}

function withoutChat(record: WatchRecord, chat: number): WatchRecord {
  const { [chat]: _, ...chats } = record.chats;
  return { ...record, chats };
}
