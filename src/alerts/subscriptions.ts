import type { WatchRecord } from '../storage/index.ts';
import { withWatchers } from './enqueue.ts';
import { countOf, join } from './outbox.ts';
import type { Roster } from './watch-repository.ts';
import { forget, remember } from './reconcile.ts';
import type { Trouble } from './trouble.ts';
import { type AlertSettings, type Place, usualSettings, type Watcher, wantsLooks } from './types.ts';

/** How a chat watches an account, as it is on the disk. */
export interface WatcherView {
  mid: number;
  settings: AlertSettings;
  /** Where alerts go when not to the chat itself. */
  to: Place | undefined;
  paused: Watcher['paused'];
  /** Since when the chat's login no longer works, ms. */
  loginLost: number | undefined;
  /** What keeps the account from being looked at. */
  trouble: { why: Trouble; since: number } | undefined;
  /** How many fans there are; `undefined` before the first look. */
  fans: number | undefined;
  /** New fans who are still to be told of. */
  untold: number;
  /** The next good look is the first for this chat, and tells it of nobody. */
  begins: boolean;
}

/** What a chat may change; `to: null` brings the alerts back to the chat itself. */
export type WatcherChange = Partial<AlertSettings> & { to?: Place | null };

/** Who watches whom, and how. Changes of one account run one after another. */
export interface Watchers {
  /** Begins to watch, or changes how; alerts that were paused go on. */
  watch(chat: number, mid: number, change: WatcherChange): Promise<WatcherView>;
  change(chat: number, mid: number, change: WatcherChange): Promise<WatcherView | undefined>;
  /** Stops; what was not yet told is dropped, and with the last chat everything known of the account. */
  unwatch(chat: number, mid: number): Promise<boolean>;
  view(chat: number, mid: number): Promise<WatcherView | undefined>;
  /** Whom a chat watches. */
  list(chat: number): Promise<WatcherView[]>;
  /** Lets a chat's paused alerts go on; their mids. */
  resume(chat: number): Promise<number[]>;
  /** A group has another id now: as watcher, and as a place alerts go to. */
  migrate(from: number, to: number): Promise<void>;
  /** People who are fans for certain are not told of as new. */
  markKnown(mid: number, fans: readonly number[]): Promise<void>;
  /** People who were made to leave are not told of as lost. */
  markGone(mid: number, fans: readonly number[]): Promise<void>;
}

const empty: WatchRecord = { known: [], former: [], total: 0, newest: 0, milestone: 0, chats: {} };

/** Watchers on the records of a roster; `now` in milliseconds. */
export function createWatchers(roster: Roster, now: () => number): Watchers {
  const mids = (has: (chat: number) => boolean) =>
    [...roster.mids()].filter((mid) => {
      const entry = roster.entry(mid);
      return entry?.chats.some(({ chat, place }) => has(chat) || has(place.chat)) || entry?.paused.some(has);
    });

  return {
    async watch(chat, mid, change) {
      const record = await roster.put(mid, (current = empty) => {
        const watcher = current.chats[chat];
        return watcher === undefined
          ? withChange(current, chat, { settings: usualSettings, anew: 'started' }, change)
          : withChange(current, chat, goingOn(watcher), change);
      });
      return viewOf(mid, record, record.chats[chat] ?? { settings: usualSettings });
    },
    async change(chat, mid, change) {
      const record = await roster.change(mid, (current) => {
        const watcher = current.chats[chat];
        return watcher === undefined ? current : withChange(current, chat, watcher, change);
      });
      const watcher = record?.chats[chat];
      return record && watcher && viewOf(mid, record, watcher);
    },
    unwatch: (chat, mid) => roster.drop(mid, chat),
    async view(chat, mid) {
      const record = await roster.get(mid);
      const watcher = record?.chats[chat];
      return record && watcher && viewOf(mid, record, watcher);
    },
    async list(chat) {
      const views: WatcherView[] = [];
      for (const mid of mids((one) => one === chat)) {
        const record = await roster.get(mid);
        const watcher = record?.chats[chat];
        if (record && watcher) views.push(viewOf(mid, record, watcher));
      }
      return views;
    },
    async resume(chat) {
      const resumed: number[] = [];
      for (const mid of [...roster.mids()]) {
        if (!roster.entry(mid)?.paused.includes(chat)) continue;
        resumed.push(mid);
        await roster.change(mid, (record) =>
          withWatchers(record, (watcher, one) => (one === chat ? goingOn(watcher) : watcher)),
        );
      }
      return resumed;
    },
    async migrate(from, to) {
      for (const mid of mids((chat) => chat === from)) {
        await roster.change(mid, (record) => migrated(record, from, to));
      }
    },
    async markKnown(mid, fans) {
      await roster.change(mid, (record) => {
        const known = new Set(record.known.map(([one]) => one));
        const mtime = Math.floor(now() / 1000);
        const unknown = fans.filter((fan) => !known.has(fan)).map((fan) => ({ mid: fan, mtime }));
        if (record.lookedAt === undefined || unknown.length === 0) return record;
        return { ...record, ...remember(record, unknown, now()) };
      });
    },
    async markGone(mid, fans) {
      await roster.change(mid, (record) => ({ ...record, ...forget(record, new Set(fans), now()) }));
    },
  };
}

function withChange(
  record: WatchRecord,
  chat: number,
  watcher: Watcher,
  { to, ...wishes }: WatcherChange,
): WatchRecord {
  const { to: place, ...rest } = watcher;
  const where = to === undefined ? place : (to ?? undefined);
  const settings = { ...watcher.settings, ...wishes };
  // Who came while it wanted nothing is not told of afterwards.
  const woken = wantsLooks(settings) && !wantsLooks(watcher.settings) && record.lookedAt !== undefined;
  const changed: Watcher = {
    ...rest,
    settings,
    ...(where !== undefined && { to: where }),
    ...(woken && { anew: watcher.anew ?? 'restarted' }),
  };
  const wanted = (one: WatchRecord) => Object.values(one.chats).some((other) => other.settings.lost);
  const next: WatchRecord = { ...record, chats: { ...record.chats, [chat]: changed } };
  // Who left while nobody wanted to know is not told of afterwards.
  if (wanted(next) && !wanted(record) && record.lookedAt !== undefined) next.compare = 'silent';
  return next;
}

function goingOn(watcher: Watcher): Watcher {
  const { paused: _, ...rest } = watcher;
  return rest;
}

function migrated(record: WatchRecord, from: number, to: number): WatchRecord {
  const moved = withWatchers(record, (watcher) =>
    watcher.to?.chat === from ? { ...watcher, to: { ...watcher.to, chat: to } } : watcher,
  );
  const { [from]: watcher, [to]: there, ...chats } = moved.chats;
  if (watcher === undefined) return moved;
  // Where the new group watches already, what the old one was still owed goes to it.
  const pending = join(there?.pending, watcher.pending);
  return { ...moved, chats: { ...chats, [to]: { ...(there ?? watcher), ...(pending && { pending }) } } };
}

function viewOf(mid: number, record: WatchRecord, watcher: Watcher): WatcherView {
  return {
    mid,
    settings: watcher.settings,
    to: watcher.to,
    paused: watcher.paused,
    loginLost: watcher.loginLost,
    trouble: record.trouble,
    fans: record.lookedAt === undefined ? undefined : record.total,
    untold: watcher.pending === undefined ? 0 : countOf(watcher.pending.fans),
    begins: record.lookedAt === undefined || watcher.anew !== undefined,
  };
}
