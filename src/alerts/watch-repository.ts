import { setImmediate as turn } from 'node:timers/promises';
import { createKeyedMutex, type Repository, type WatchRecord } from '../storage/index.ts';
import { isFullyTold, type LastPoll } from './fingerprint.ts';
import { type Destination, destinationOf, wantsPolls } from './types.ts';

/** What is kept in memory of a watched account; little, for there may be thousands. */
export interface WatchEntry extends LastPoll {
  /** The chats with alerts that are not paused. */
  subscribers: readonly Subscriber[];
  /** The chats whose alerts are paused. */
  paused: readonly number[];
  /** The last good look, ms; on the disk it may be some hours older. */
  lookedAt?: number | undefined;
  /** The last time the whole list was read for who had left, ms. */
  comparedAt?: number | undefined;
  /** The site wants the account to be left alone until then, ms. */
  restUntil?: number | undefined;
}

/** A chat that watches. */
export interface Subscriber {
  chat: number;
  /** Where its alerts go. */
  destination: Destination;
  /** It is owed something. */
  waiting: boolean;
  /** It wants to be told of something; through the logins of such chats the account is looked at. */
  wantsPolls: boolean;
  loginLost: boolean;
}

/** What hears of changes in the roster. */
export interface WatchRepositoryHooks {
  /** Chats have something to be told. */
  onWaiting(mid: number, subscribers: readonly Subscriber[]): void;
  /** What is kept of an account is new, or gone. */
  onChanged(mid: number): void;
}

/** The records of watched accounts, and what is kept in memory of them. Changes of one run one after another. */
export interface WatchRepository {
  entry(mid: number): WatchEntry | undefined;
  get(mid: number): Promise<WatchRecord | undefined>;
  /** Changes a record that there is, and takes note of what it says now. */
  change(mid: number, change: (record: WatchRecord) => WatchRecord): Promise<WatchRecord | undefined>;
  /** Makes a record, or changes it. */
  put(mid: number, change: (record: WatchRecord | undefined) => WatchRecord): Promise<WatchRecord>;
  /** Takes a chat out, and with the last one the record; whether it was in. */
  unsubscribe(mid: number, chat: number): Promise<boolean>;
  /** Takes note of all records there are, letting other work run in between; ends early when `signal` aborts. */
  load(signal: AbortSignal): Promise<void>;
  mids(): Iterable<number>;
  readonly size: number;
}

/** So many records are read before other work gets its turn: some milliseconds' worth. */
const atOnce = 20;

/** A roster that knows of nobody until `load`, or until a record is changed through it. */
export function createWatchRepository(
  records: Repository<WatchRecord>,
  hooks: WatchRepositoryHooks,
): WatchRepository {
  const entries = new Map<number, WatchEntry>();
  /** What was removed while the records are read: some were read before. */
  const removed = new Set<number>();
  const mutex = createKeyedMutex();
  // The note is taken in turn, too, or an older state might be the last one noted.
  const inTurn = <T>(mid: number, work: () => Promise<T>) => mutex.run(String(mid), work);

  const note = (mid: number, record: WatchRecord): WatchRecord => {
    const entry = entryOf(record, entries.get(mid));
    entries.set(mid, entry);
    hooks.onChanged(mid);
    const waiting = entry.subscribers.filter((subscriber) => subscriber.waiting);
    if (waiting.length > 0) hooks.onWaiting(mid, waiting);
    return record;
  };

  return {
    entry: (mid) => entries.get(mid),
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
        entries.delete(mid);
        removed.add(mid);
        hooks.onChanged(mid);
        return true;
      }),
    async load(signal) {
      let count = 0;
      for await (const [key, record] of records.all()) {
        const mid = Number(key);
        // What was done meanwhile is newer than what was read.
        if (!entries.has(mid) && !removed.has(mid)) note(mid, record);
        count += 1;
        if (count % atOnce === 0) await turn();
        if (signal.aborted) return;
      }
      removed.clear();
    },
    mids: () => entries.keys(),
    get size() {
      return entries.size;
    },
  };
}

/** Whether anybody wants to be told who may be told. */
export function isPolled(entry: WatchEntry | undefined): boolean {
  return entry?.subscribers.some(({ wantsPolls }) => wantsPolls) ?? false;
}

function withoutChat(record: WatchRecord, chat: number): WatchRecord {
  const { [chat]: _, ...chats } = record.chats;
  return { ...record, chats };
}

function entryOf(record: WatchRecord, old: WatchEntry | undefined): WatchEntry {
  const subscriptions = Object.entries(record.chats);
  const lookedAt = Math.max(old?.lookedAt ?? 0, record.lookedAt ?? 0);
  return {
    subscribers: subscriptions
      .filter(([, { paused }]) => paused === undefined)
      .map(([id, subscription]) => ({
        chat: Number(id),
        destination: destinationOf(subscription, Number(id)),
        waiting: subscription.pending !== undefined,
        wantsPolls: wantsPolls(subscription.settings),
        loginLost: subscription.loginLost !== undefined,
      })),
    paused: subscriptions.filter(([, { paused }]) => paused !== undefined).map(([id]) => Number(id)),
    lookedAt: lookedAt === 0 ? undefined : lookedAt,
    writtenAt: record.lookedAt,
    comparedAt: old?.comparedAt,
    fingerprint: isFullyTold(record) ? old?.fingerprint : undefined,
    restUntil: record.trouble?.until,
  };
}
