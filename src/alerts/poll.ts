import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import type { WatchRecord } from '../storage/index.ts';
import { knownFansOf } from './diff.ts';
import { recordPoll } from './fan-history.ts';
import { type FanPage, UnusableFanPage } from './fan-page.ts';
import { createFanReader, type FanReader, readAllFans, readNewFans } from './fan-reader.ts';
import { fingerprintOf, isFullyTold, isUnchanged, worthWriting } from './fingerprint.ts';
import { findMissingFans, reconcileMissingFans } from './lost-fans.ts';
import type { PollResult, SessionOf, TimezoneOf } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { enqueueReports, wantsReports } from './reports.ts';
import { createSessionPicker, isLoginRefusal } from './session-picker.ts';
import { markLoginsLost, markRecovered, markTrouble } from './trouble.ts';
import { hour, listedFans, pageSize } from './types.ts';
import { isPolled, type WatchEntry, type WatchRepository } from './watch-repository.ts';

/** So many looks must fail before an odd list is believed in that has no better reading. */
const patience = 3;
/** What a look works with. */
export interface PollDeps {
  watchRepository: WatchRepository;
  sessionOf: SessionOf;
  /** The longest that a whole list, read for who has left, rests before it is read again, ms; an hour when left out. */
  compareEvery?: number | undefined;
  clock: Clock;
  timezoneOf: TimezoneOf;
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
export function createPoll(tools: PollDeps): (mid: number, signal: AbortSignal) => Promise<PollResult> {
  const { watchRepository, sessionOf, clock, compareEvery = hour } = tools;
  const sessionPicker = createSessionPicker(sessionOf);

  async function pollOnce(mid: number, entry: WatchEntry, signal: AbortSignal): Promise<PollResult> {
    const all = await sessionPicker.candidates(mid, entry);
    /** Chats whose login does not work, and who may not know yet. */
    const without = new Set(all.filter(({ dead, loginLost }) => dead && !loginLost).map(({ chat }) => chat));
    for (const { chat, session, loginLost } of all) {
      if (session === undefined) continue;
      const reader = createFanReader(session, signal);
      try {
        const page = await reader.readPage(1);
        sessionPicker.record(session, true);
        without.delete(chat);
        return await handlePage(mid, { reader, page, chat, without, loginLost });
      } catch (error) {
        if (!isLoginRefusal(error)) throw error;
        sessionPicker.record(session, false);
        without.add(chat);
      }
    }
    await watchRepository.change(mid, (record) => markLoginsLost(record, [...without], clock.now()));
    return { kind: 'failed', why: 'login' };
  }

  /** Takes note of a first page, and of more where it calls for more. */
  async function handlePage(mid: number, view: PollView): Promise<PollResult> {
    const { reader, page, chat, without, loginLost } = view;
    const fingerprint = fingerprintOf(page);
    const known = watchRepository.entry(mid);
    if (without.size === 0 && !loginLost && known && isUnchanged(known, fingerprint, clock.now())) {
      known.lookedAt = clock.now();
      return { kind: 'good', fans: 0, mutuals: 0, total: page.total, first: false };
    }

    const record = await watchRepository.get(mid);
    if (record === undefined) return { kind: 'off' };
    const lenient = tools.failures(mid) >= patience;
    const first = record.lookedAt === undefined;
    const seen = first
      ? (await readAllFans(reader, page, lenient)).seen
      : await readNewFans(reader, page, knownFansOf(record), lenient);

    const timezone = await tools.timezoneOf(chat);
    const timezones = await timezonesForReports(record);
    let found: { fans: number; mutuals: number } | undefined;
    const after = await watchRepository.change(mid, (current) => {
      // Begun anew meanwhile: what was read is not what a first look needs.
      if ((current.lookedAt === undefined) !== first) return current;
      const now = clock.now();
      // The chats may have changed meanwhile, and a bot's own follow-back been noted.
      const { record: settled, news } = reconcile(current, seen, now, watchRepository.entry(mid)?.lookedAt);
      found = { fans: news.fans.length + news.beyond, mutuals: news.mutuals.length };
      const history = recordPoll(current, { seen, news, at: now, timezone });
      const next = markRecovered(markLoginsLost({ ...settled, history }, [...without], now), chat, now);
      return worthWriting(current, enqueueReports(next, timezones, now), now);
    });
    if (after === undefined || found === undefined) return { kind: 'off' };
    if (after.compare !== undefined) await findLost(mid, after, view);
    const entry = watchRepository.entry(mid);
    if (entry !== undefined) {
      entry.lookedAt = clock.now();
      if (isFullyTold(after)) entry.fingerprint = fingerprint;
    }
    return { kind: 'good', ...found, total: page.total, first };
  }

  async function timezonesForReports({ chats }: WatchRecord): Promise<Map<number, string>> {
    const wanting = Object.entries(chats).filter(([, { settings }]) => wantsReports(settings));
    const all = wanting.map(async ([id]) => [Number(id), await tools.timezoneOf(Number(id))] as const);
    return new Map(await Promise.all(all));
  }

  /**
   * How long the whole list rests after it was read for who has left, ms: a look's time for each page that costs a request.
   * A list of one page, which the look has read already, is compared at once.
   */
  function restAfterFullRead({ total }: FanPage): number {
    const costly = Math.ceil(Math.min(total, listedFans) / pageSize) - 1;
    return Math.min(compareEvery, costly * tools.interval);
  }

  async function findLost(mid: number, record: WatchRecord, { reader, page }: PollView): Promise<void> {
    const entry = watchRepository.entry(mid);
    const now = clock.now();
    if (entry === undefined || now - (entry.comparedAt ?? 0) < restAfterFullRead(page)) return;
    entry.comparedAt = now;
    const missing = await findMissingFans(reader, page, record);
    // The reading that only begins the watch for who leaves must not hold back the first that finds somebody.
    if (record.compare === 'silent' && missing.settled) entry.comparedAt = undefined;
    await watchRepository.change(mid, (current) => reconcileMissingFans(current, missing, clock.now()));
  }

  /** Says what went wrong, and writes it down where chats have to be told. */
  async function explain(mid: number, error: unknown): Promise<PollResult> {
    if (error instanceof BilibiliRefused && error.reason === 'risk') {
      const until = error.restUntil ?? clock.now();
      await watchRepository.change(mid, (record) => markTrouble(record, 'risk', clock.now(), until));
      return { kind: 'resting', until };
    }
    if (error instanceof BilibiliRefused && error.reason === 'banned') {
      await watchRepository.change(mid, (record) => markTrouble(record, 'banned', clock.now()));
      return { kind: 'failed', why: 'banned' };
    }
    if (error instanceof BilibiliRefused) return { kind: 'failed', why: 'refused' };
    if (error instanceof BilibiliUnreachable) return { kind: 'failed', why: 'unreachable' };
    if (error instanceof UnusableFanPage) return { kind: 'failed', why: 'noInformation' };
    throw error;
  }

  return async (mid, signal) => {
    const entry = watchRepository.entry(mid);
    if (entry === undefined || !isPolled(entry)) return { kind: 'off' };
    try {
      return await pollOnce(mid, entry, signal).catch((error: unknown) => {
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
interface PollView {
  reader: FanReader;
  page: FanPage;
  chat: number;
  /** The login that shows it had been lost. */
  loginLost: boolean;
  without: ReadonlySet<number>;
}
