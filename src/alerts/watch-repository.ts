import { setImmediate as turn } from 'node:timers/promises';
import { createKeyedMutex, type Repository, type WatchRecord } from '../storage/index.ts';
import { isPolled, type WatchEntry, watchEntryOf } from './watch-entry.ts';

/** The records of watched accounts, and what is kept in memory of them. Changes of one run one after another. */
export interface WatchRepository {
  /** Hears that what is kept of an account is new, or gone. */
  onChange(listener: (mid: number) => void): void;
  entry(mid: number): WatchEntry | undefined;
  /** Whether somebody wants to be told of an account, and this process is to poll it. */
  isPolledHere(mid: number): boolean;
  /** The entry of an account, also while the records are still being loaded: then its record is read. */
  find(mid: number): Promise<WatchEntry | undefined>;
  get(mid: number): Promise<WatchRecord | undefined>;
  /** Changes a record that there is, and takes note of what it says now. */
  change(mid: number, change: (record: WatchRecord) => WatchRecord): Promise<WatchRecord | undefined>;
  /** Makes a record, or changes it. */
  put(mid: number, change: (record: WatchRecord | undefined) => WatchRecord): Promise<WatchRecord>;
  /** Takes a chat out, and with the last one the record; whether it was in. */
  unsubscribe(mid: number, chat: number): Promise<boolean>;
  /** Takes note of all records there are, letting other work run in between; ends early when `signal` aborts. */
  load(signal: AbortSignal): Promise<void>;
  /** Another process has changed a record: takes note of what it says now. */
  refresh(mid: number): Promise<void>;
  /**
   * This process's share of the accounts is another: tells the listeners of every account, after it has forgotten those and
   * taken note of those that are kept here only while they are polled here.
   */
  shareChanged(signal: AbortSignal): Promise<void>;
  mids(): Iterable<number>;
  readonly size: number;
}

/** So many records are read before other work gets its turn: some milliseconds' worth. */
const atOnce = 20;

/** Which accounts are this process's, of several on one store. */
export interface PollShare {
  /** Whether this process polls an account. */
  has(mid: number): boolean;
  /** Whether it takes note of accounts that others poll as well, as one must that sends what is in their outboxes. */
  keepsAll: boolean;
}

/** Of a process that does everything. */
const everything: PollShare = { has: () => true, keepsAll: true };

/** A repository that knows of nobody until `load`, or until a record is changed or found through it. */
export function createWatchRepository(
  records: Repository<WatchRecord>,
  share: PollShare = everything,
): WatchRepository {
  const entries = new Map<number, WatchEntry>();
  const listeners: ((mid: number) => void)[] = [];
  /** What was removed while the records are loaded: some were read before. */
  const removed = new Set<number>();
  let isLoaded = false;
  /** Those that have yet to begin: what changed until then is read with it. */
  const refreshes = new Map<number, Promise<void>>();
  const mutex = createKeyedMutex();
  // Noted in turn, too, or an older state might be the last one noted.
  const inTurn = <T>(mid: number, work: () => Promise<T>) => mutex.run(String(mid), work);

  const note = (mid: number, record: WatchRecord): WatchRecord => {
    entries.set(mid, watchEntryOf(record, entries.get(mid)));
    announce(mid);
    return record;
  };
  const announce = (mid: number) => {
    for (const listener of listeners) listener(mid);
  };
  const forget = (mid: number) => {
    entries.delete(mid);
    if (!isLoaded) removed.add(mid);
    announce(mid);
  };
  const isKept = (mid: number) => share.keepsAll || share.has(mid);

  async function loadThose(wanted: (mid: number) => boolean, signal: AbortSignal): Promise<void> {
    let count = 0;
    for await (const [key, record] of records.all((one) => wanted(Number(one)))) {
      const mid = Number(key);
      // What was done meanwhile is newer than what was read.
      if (!entries.has(mid) && !removed.has(mid) && isKept(mid)) note(mid, record);
      count += 1;
      if (count % atOnce === 0) await turn();
      if (signal.aborted) return;
    }
  }

  return {
    onChange: (listener) => void listeners.push(listener),
    entry: (mid) => entries.get(mid),
    isPolledHere: (mid) => share.has(mid) && isPolled(entries.get(mid)),
    async find(mid) {
      if (isLoaded || entries.has(mid)) return entries.get(mid);
      return inTurn(mid, async () => {
        const record = entries.has(mid) ? undefined : await records.get(String(mid));
        if (record !== undefined) note(mid, record);
        return entries.get(mid);
      });
    },
    get: (mid) => records.get(String(mid)),
    change: (mid, change) =>
      inTurn(mid, async () => {
        const record = await records.update(String(mid), (current) => current && change(current));
        return record && note(mid, record);
      }),
    put: (mid, change) =>
      inTurn(mid, async () => {
        const record = await records.update(String(mid), change);
        if (record === undefined) throw new Error(`the watch of ${mid} was not kept`);
        return note(mid, record);
      }),
    unsubscribe: (mid, chat) =>
      inTurn(mid, async () => {
        const record = await records.get(String(mid));
        if (record?.chats[chat] === undefined) return false;
        if (Object.keys(record.chats).length > 1) {
          const rest = await records.update(String(mid), (current) => current && withoutChat(current, chat));
          if (rest !== undefined) note(mid, rest);
          return true;
        }
        await records.remove(String(mid));
        forget(mid);
        return true;
      }),
    async load(signal) {
      await loadThose(() => true, signal);
      if (signal.aborted) return;
      isLoaded = true;
      removed.clear();
    },
    refresh(mid) {
      const waiting = refreshes.get(mid);
      if (waiting !== undefined) return waiting;
      const refresh = Promise.resolve().then(() =>
        inTurn(mid, async () => {
          refreshes.delete(mid);
          const record = isKept(mid) ? await records.get(String(mid)) : undefined;
          if (record === undefined) forget(mid);
          else note(mid, record);
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
      await loadThose((mid) => isKept(mid) && !entries.has(mid), signal);
    },
    mids: () => entries.keys(),
    get size() {
      return entries.size;
    },
  };
}

function withoutChat(record: WatchRecord, chat: number): WatchRecord {
  const { [chat]: _, ...chats } = record.chats;
  return { ...record, chats };
}
