import { followsOpenly } from '../api/index.ts';
import type { WatchRecord } from '../storage/index.ts';
import { diffFans, type FanDiff, knownFansOf, type SeenFans } from './diff.ts';
import { enqueue, mapSubscriptions } from './enqueue.ts';
import type { FanRow } from './fan-page.ts';
import type { OutboxAddition } from './outbox.ts';
import { day, type Fan, hour, listedFans, type Subscription, wantsPolls } from './types.ts';

const memory = 30 * day;
const mostFormer = 2000;
/** How old the time of the last good look may grow on the disk while nothing happens. */
export const longestUnwritten = 6 * hour;
/** A gap between looks that is worth telling of; certainly longer than `restamp`. */
const longGap = day;

/** What a look changes: the record as it has to be afterwards, and what is new in it. */
export interface Reconciled {
  record: WatchRecord;
  /** Nobody at the first look. */
  news: FanDiff;
}

/**
 * The record after a good look, with what each chat is now owed. The first look only takes note of who is there; one
 * that is a chat's first tells the others.
 * @param now ms
 * @param last the good look before, ms; on the disk it may be older
 */
export function reconcile(
  record: WatchRecord,
  seen: SeenFans,
  now: number,
  last = record.lookedAt,
): Reconciled {
  const first = record.lookedAt === undefined;
  const none: FanDiff = { fans: [], mutuals: [], beyond: 0, left: 0 };
  const news = first ? none : diffFans(knownFansOf(record), seen);
  const reached = milestonesUpTo(seen.total);
  const passed = first ? [] : reached.filter((one) => one > record.milestone);
  const former = new Map(record.former);
  const away = !first && now - (last ?? now) >= longGap ? last : undefined;

  const additionFor = ({ settings, anew }: Subscription): OutboxAddition => {
    const begins = anew ?? (first ? 'started' : undefined);
    if (begins !== undefined) return wantsPolls(settings) ? { notices: [{ kind: begins, at: now }] } : {};
    const told = (rows: readonly FanRow[]) => toldOf(rows, former, settings.refollowDays, now);
    return {
      ...(settings.fans && { fans: told(news.fans), beyond: news.beyond, mutuals: told(news.mutuals), away }),
      ...(settings.milestones && { milestones: passed }),
    };
  };
  const wantsLost = Object.values(record.chats).some(({ settings }) => settings.lost);
  const settled: WatchRecord = {
    ...withoutBegins(enqueue(record, additionFor)),
    ...rememberFans(record, seen.rows, now),
    total: seen.total,
    // Never beyond this machine's now, so that one time from the future does not hide everybody after it.
    newest: seen.rows.reduce(
      (newest, { mtime }) => Math.max(newest, Math.min(mtime, Math.floor(now / 1000))),
      record.newest,
    ),
    lookedAt: now,
    milestone: Math.max(record.milestone, reached.at(-1) ?? 0),
  };
  if (!first && news.left > 0 && wantsLost) settled.compare ??= 'tell';
  return { record: settled, news };
}

/** The record when the chats that begin with a look have had it; one that wants nothing begins when it does. */
function withoutBegins(record: WatchRecord): WatchRecord {
  return mapSubscriptions(record, ({ anew, ...subscription }) =>
    anew !== undefined && !wantsPolls(subscription.settings) ? { ...subscription, anew } : subscription,
  );
}

/** Who is known after people were seen: the newest, and for a month who was known before. */
export function rememberFans(
  { known, former }: WatchRecord,
  rows: readonly Pick<FanRow, 'mid' | 'mtime'>[],
  now: number,
): Pick<WatchRecord, 'known' | 'former'> {
  const all = new Map(known);
  for (const { mid, mtime } of rows) all.set(mid, mtime);
  const sorted = [...all].sort(([, a], [, b]) => b - a);
  const back = new Set(rows.map(({ mid }) => mid));
  const kept = former.filter(([mid]) => !back.has(mid));
  return {
    known: sorted.slice(0, listedFans),
    former: formerAfter(
      kept,
      sorted.slice(listedFans).map(([mid]) => mid),
      now,
    ),
  };
}

/** Who is known after people were found to be gone. */
export function forgetFans(
  { known, former }: WatchRecord,
  mids: ReadonlySet<number>,
  now: number,
): Pick<WatchRecord, 'known' | 'former'> {
  return {
    known: known.filter(([mid]) => !mids.has(mid)),
    former: formerAfter(
      former,
      known.map(([mid]) => mid).filter((mid) => mids.has(mid)),
      now,
    ),
  };
}

function formerAfter(
  former: WatchRecord['former'],
  mids: readonly number[],
  now: number,
): WatchRecord['former'] {
  const fresh = former.filter(([, since]) => now - since < memory);
  return [...fresh, ...mids.map((mid): [number, number] => [mid, now])].slice(-mostFormer);
}

/** 100, 1000, 10 000 … up to `total`. */
function milestonesUpTo(total: number): number[] {
  const reached: number[] = [];
  for (let next = 100; next <= total; next *= 10) reached.push(next);
  return reached;
}

/** Those a chat is to be told of: not who was a fan until less than `quietDays` ago. */
function toldOf(
  rows: readonly FanRow[],
  former: ReadonlyMap<number, number>,
  quietDays: number,
  now: number,
): Fan[] {
  return rows.flatMap((row) => {
    const since = former.get(row.mid);
    if (since === undefined) return [fanOf(row)];
    return now - since < quietDays * day ? [] : [{ ...fanOf(row), again: true }];
  });
}

function fanOf(row: FanRow): Fan {
  return {
    mid: row.mid,
    name: row.uname.slice(0, 100),
    sign: row.sign.slice(0, 200),
    face: row.face.slice(0, 500),
    at: row.mtime,
    followed: followsOpenly(row.relation),
  };
}
