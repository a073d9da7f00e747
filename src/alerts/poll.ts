import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import type { WatchRecord } from '../storage/index.ts';
import { before } from './diff.ts';
import { glimpseOf, isQuiet, isSettled, worthWriting } from './fingerprint.ts';
import { createLogins, isLoginRefusal } from './session-picker.ts';
import { findMissing, settleMissing } from './lost-fans.ts';
import { type FanPage, NoInformation } from './fan-page.ts';
import type { Look, SessionOf } from './ports.ts';
import { type Eyes, eyesOf, readAll, readNew } from './fan-reader.ts';
import { type Entry, isLookedAt, type Roster } from './watch-repository.ts';
import { settle } from './reconcile.ts';
import { enterTrouble, loseLogins, recover } from './trouble.ts';
import { hour, pageSize, shown } from './types.ts';

/** So many looks must fail before an odd list is believed in that has no better reading. */
const patience = 3;
/** What a look works with. */
export interface WatchTools {
  roster: Roster;
  sessionOf: SessionOf;
  /** The longest that a whole list, read for who has left, rests before it is read again, ms; an hour when left out. */
  compareEvery?: number | undefined;
  clock: Clock;
  /** Between two looks at an account, ms. */
  interval: number;
  /** How many looks of this account have failed in a row. */
  failures: (mid: number) => number;
  /** Told of defects, and of a store that fails. */
  onError: (mid: number, error: unknown) => void;
}

/**
 * Looks at an account once, for all chats that watch it, through the first login that works. What it finds is on the
 * disk, known and owed in one write, before it resolves; it rejects only when `signal` aborts.
 */
export function createLook(tools: WatchTools): (mid: number, signal: AbortSignal) => Promise<Look> {
  const { roster, sessionOf, clock, compareEvery = hour } = tools;
  const logins = createLogins(sessionOf);

  async function look(mid: number, entry: Entry, signal: AbortSignal): Promise<Look> {
    const all = await logins.of(mid, entry);
    /** Chats whose login does not work, and who may not know yet. */
    const without = new Set(all.filter(({ dead, loginLost }) => dead && !loginLost).map(({ chat }) => chat));
    for (const { chat, session, loginLost } of all) {
      if (session === undefined) continue;
      const eyes = eyesOf(session, signal);
      try {
        const page = await eyes.page(1);
        logins.found(session, true);
        without.delete(chat);
        return await see(mid, { eyes, page, chat, without, loginLost });
      } catch (error) {
        if (!isLoginRefusal(error)) throw error;
        logins.found(session, false);
        without.add(chat);
      }
    }
    await roster.change(mid, (record) => loseLogins(record, [...without], clock.now()));
    return { kind: 'failed', why: 'login' };
  }

  /** Takes note of a first page, and of more where it calls for more. */
  async function see(mid: number, view: View): Promise<Look> {
    const { eyes, page, chat, without, loginLost } = view;
    const glimpse = glimpseOf(page);
    const known = roster.entry(mid);
    if (without.size === 0 && !loginLost && known && isQuiet(known, glimpse, clock.now())) {
      known.lookedAt = clock.now();
      return { kind: 'good', fans: 0, mutuals: 0, total: page.total, first: false };
    }

    const record = await roster.get(mid);
    if (record === undefined) return { kind: 'off' };
    const lenient = tools.failures(mid) >= patience;
    const first = record.lookedAt === undefined;
    const seen = first
      ? (await readAll(eyes, page, lenient)).seen
      : await readNew(eyes, page, before(record), lenient);

    let found: { fans: number; mutuals: number } | undefined;
    const after = await roster.change(mid, (current) => {
      // Begun anew meanwhile: what was read is not what a first look needs.
      if ((current.lookedAt === undefined) !== first) return current;
      const now = clock.now();
      // The chats may have changed meanwhile, and a bot's own follow-back been noted.
      const { record: settled, news } = settle(current, seen, now, roster.entry(mid)?.lookedAt);
      found = { fans: news.fans.length + news.beyond, mutuals: news.mutuals.length };
      return worthWriting(current, recover(loseLogins(settled, [...without], now), chat, now), now);
    });
    if (after === undefined || found === undefined) return { kind: 'off' };
    if (after.compare !== undefined) await findLost(mid, after, view);
    const entry = roster.entry(mid);
    if (entry !== undefined) {
      entry.lookedAt = clock.now();
      if (isSettled(after)) entry.glimpse = glimpse;
    }
    return { kind: 'good', ...found, total: page.total, first };
  }

  /**
   * How long the whole list rests after it was read for who has left, ms: a look's time for each page that costs a request.
   * A list of one page, which the look has read already, is compared at once.
   */
  function restOf({ total }: FanPage): number {
    const costly = Math.ceil(Math.min(total, shown) / pageSize) - 1;
    return Math.min(compareEvery, costly * tools.interval);
  }

  async function findLost(mid: number, record: WatchRecord, { eyes, page }: View): Promise<void> {
    const entry = roster.entry(mid);
    const now = clock.now();
    if (entry === undefined || now - (entry.comparedAt ?? 0) < restOf(page)) return;
    entry.comparedAt = now;
    const missing = await findMissing(eyes, page, record);
    // The reading that only begins the watch for who leaves must not hold back the first that finds somebody.
    if (record.compare === 'silent' && missing.settled) entry.comparedAt = undefined;
    await roster.change(mid, (current) => settleMissing(current, missing, clock.now()));
  }

  /** Says what went wrong, and writes it down where chats have to be told. */
  async function explain(mid: number, error: unknown): Promise<Look> {
    if (error instanceof BilibiliRefused && error.reason === 'risk') {
      const until = error.restUntil ?? clock.now();
      await roster.change(mid, (record) => enterTrouble(record, 'risk', clock.now(), until));
      return { kind: 'resting', until };
    }
    if (error instanceof BilibiliRefused && error.reason === 'banned') {
      await roster.change(mid, (record) => enterTrouble(record, 'banned', clock.now()));
      return { kind: 'failed', why: 'banned' };
    }
    if (error instanceof BilibiliRefused) return { kind: 'failed', why: 'refused' };
    if (error instanceof BilibiliUnreachable) return { kind: 'failed', why: 'unreachable' };
    if (error instanceof NoInformation) return { kind: 'failed', why: 'noInformation' };
    throw error;
  }

  return async (mid, signal) => {
    const entry = roster.entry(mid);
    if (entry === undefined || !isLookedAt(entry)) return { kind: 'off' };
    try {
      return await look(mid, entry, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        return explain(mid, error);
      });
    } catch (error) {
      signal.throwIfAborted();
      tools.onError(mid, error);
      return { kind: 'failed', why: 'broken' };
    }
  };
}

/** A first page, how it was come by, and the chats whose login turned out not to work. */
interface View {
  eyes: Eyes;
  page: FanPage;
  chat: number;
  /** The login that shows it had been lost. */
  loginLost: boolean;
  without: ReadonlySet<number>;
}
