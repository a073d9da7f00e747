import type { Clock } from '../clock.ts';
import type { WatchRecord } from '../storage/index.ts';
import { day, hour } from '../time-units.ts';
import { applyPoll } from './apply-poll.ts';
import { defaultBigFanThreshold } from './default-alert-settings.ts';
import { hasNothingPending, isSameAsLastPoll, skipTrivialChange } from './detect-unchanged-poll.ts';
import { diffFans, knownFansOf, type SeenFans } from './diff-fans.ts';
import { enqueueReports } from './enqueue-due-reports.ts';
import { recordPoll, type TimezoneOf } from './fan-history.ts';
import { findMissingFans, reconcileMissingFans } from './lost-fans.ts';
import { markLoginsLost, markRecovered, markTrouble } from './mark-poll-trouble.ts';
import { type PageSummary, packSummary, unpackSummary } from './page-summary.ts';
import { followRate } from './poll-interval.ts';
import { createFanReader, type FanReader } from './poll-requests.ts';
import { type PollResult, pollFailure } from './poll-result.ts';
import { readAllFans, readNewFans } from './read-fan-list.ts';
import { wantsReports } from './report-schedule.ts';
import { isLoginRefusal, type SessionPicker } from './session-picker.ts';
import { type FanPage, type FanRow, maxListedFans, pageSize } from './validate-fan-page.ts';
import { isPolled, lastPolledAt, type WatchEntry } from './watch-in-memory.ts';
import type { WatchRepository } from './watch-repository.ts';

/** After this many failed polls in a row an implausible list is accepted. */
const failuresUntilLenient = 3;
/**
 * Users are told of a gap between polls from this length on, ms; longer than the stored time of the last poll
 * may be out of date.
 */
const minReportedGap = day;

export interface PollDeps {
  watchRepository: WatchRepository;
  sessionPicker: SessionPicker;
  /**
   * The longest pause between two full reads of a fan list (to find who has left), ms; an hour by default.
   */
  compareEvery?: number | undefined;
  clock: Clock;
  timezoneOf: TimezoneOf;
  /** The usual time between two polls of an account, ms. */
  interval: number;
  /** How many polls of this account have failed in a row. */
  failures: (mid: number) => number;
  /** Called with defects and failures of the store. */
  onError: (mid: number, error: unknown) => void;
}

/** A first page, how it was read, and the chats whose login turned out to be invalid. */
interface FirstPage {
  reader: FanReader;
  page: FanPage;
  summary: PageSummary;
  chat: number;
  without: ReadonlySet<number>;
}

/**
 * Polls an account once for all subscribed chats, through the first login that works. Before it resolves,
 * known fans and outboxes are saved in a single write. Rejects only when `signal` aborts.
 */
export function createPoll({
  watchRepository,
  sessionPicker,
  compareEvery = hour,
  clock,
  timezoneOf,
  interval,
  failures,
  onError,
}: PollDeps): (mid: number, signal: AbortSignal) => Promise<PollResult> {
  const began = clock.now() - clock.monotonic();
  /**
   * The latest plausible time, ms since 1970: after the clock was set back, the site's times would seem to be
   * in the future.
   */
  const latestNow = () => Math.max(clock.now(), began + clock.monotonic());

  async function pollOnce(mid: number, entry: WatchEntry, signal: AbortSignal): Promise<PollResult> {
    const all = await sessionPicker.candidates(mid, entry);
    /** Chats whose login is invalid and who may not have been notified. */
    const without = new Set(all.filter(({ dead, loginLost }) => dead && !loginLost).map(({ chat }) => chat));
    for (const { chat, session, loginLost } of all) {
      if (session === undefined) continue;
      without.delete(chat);
      const reader = createFanReader(session, signal, latestNow);
      const isSame = (seen: PageSummary) =>
        without.size === 0 && !loginLost && isSameAsLastPoll(watchRepository.entry(mid), seen, clock.now());
      try {
        const packed = watchRepository.entry(mid)?.lastPage;
        const last = packed === undefined ? undefined : unpackSummary(packed);
        const { summary, page } = await reader.readFirstPage(last, () => last !== undefined && isSame(last));
        sessionPicker.record(session, true);
        if (page === undefined || isSame(summary)) return notePollWithoutChange(mid, summary);
        return await handlePage(mid, { reader, page, summary, chat, without });
      } catch (error) {
        if (!isLoginRefusal(error)) throw error;
        sessionPicker.record(session, false);
        without.add(chat);
      }
    }
    await watchRepository.change(mid, (record) => markLoginsLost(record, [...without], clock.now()));
    return { kind: 'failed', why: 'login' };
  }

  function goodResult(page: PageSummary) {
    const rate = followRate(page, latestNow());
    return { kind: 'good' as const, fans: 0, mutuals: 0, total: page.total, first: false, rate };
  }

  /** Notes a poll whose first page is the last poll's. */
  function notePollWithoutChange(mid: number, summary: PageSummary): PollResult {
    const entry = watchRepository.entry(mid);
    if (entry !== undefined) entry.polledInRun = clock.monotonic();
    if (entry?.lastPage !== undefined) entry.lastPage = packSummary(summary);
    return goodResult(summary);
  }

  /** Handles a first page, and reads more pages where needed. */
  async function handlePage(mid: number, found: FirstPage): Promise<PollResult> {
    const { reader, page, summary, chat, without } = found;
    const record = await watchRepository.get(mid);
    if (record === undefined) return { kind: 'off' };
    const lenient = failures(mid) >= failuresUntilLenient;
    const first = record.lookedAt === undefined;
    const seen = first
      ? (await readAllFans(reader, page, lenient)).seen
      : await readNewFans(reader, page, knownFansOf(record), lenient);
    const followers = first ? new Map<number, number>() : await followersOfNewcomers(reader, record, seen);

    const timezone = await timezoneOf(chat);
    const timezones = await timezonesForReports(record);

    let news: { fans: number; mutuals: number; oldest: number | undefined } | undefined;
    const after = await watchRepository.change(mid, (current) => {
      // The watch was restarted meanwhile, or polled by another process: what was read may be outdated.
      if (current.lookedAt !== record.lookedAt) return current;
      const now = clock.now();
      // The record may have changed meanwhile: subscriptions, or fans followed back through the bot.
      const poll = { seen, followers, now, away: awaySince(watchRepository.entry(mid), current) };
      const applied = applyPoll(current, poll);
      const { fans, beyond, mutuals } = applied.news;
      news = { fans: fans.length + beyond, mutuals: mutuals.length, oldest: oldestOf(fans) };
      const big = fans.filter((fan) => (followers.get(fan.mid) ?? 0) >= defaultBigFanThreshold).length;
      const history = recordPoll(current, { seen, news: applied.news, big, at: now, timezone });
      const settled = { ...applied.record, history };
      const next = markRecovered(markLoginsLost(settled, [...without], now), chat, now);
      return skipTrivialChange(current, enqueueReports(next, timezones, now), now);
    });
    if (after === undefined) return { kind: 'off' };
    if (news === undefined) return goodResult(summary);
    if (after.compare !== undefined) await findLost(mid, after, found);
    const polled = watchRepository.entry(mid);
    if (polled !== undefined) {
      polled.polledInRun = clock.monotonic();
      if (hasNothingPending(after)) polled.lastPage = packSummary(summary);
    }
    return { ...goodResult(summary), ...news, first };
  }

  /**
   * The previous successful poll if it was long ago. Between polls of this run the monotonic clock counts, so
   * setting the clock makes no gap.
   */
  function awaySince(entry: WatchEntry | undefined, { lookedAt }: WatchRecord): number | undefined {
    const last = (entry && lastPolledAt(entry, clock)) ?? lookedAt;
    if (last === undefined) return undefined;
    const gap = entry?.polledInRun === undefined ? clock.now() - last : clock.monotonic() - entry.polledInRun;
    return gap >= minReportedGap ? last : undefined;
  }

  /** One request, made only when there are new fans that a chat is alerted to. */
  async function followersOfNewcomers(
    reader: FanReader,
    record: WatchRecord,
    seen: SeenFans,
  ): Promise<ReadonlyMap<number, number>> {
    const { fans, mutuals } = diffFans(knownFansOf(record), seen);
    const wanted = Object.values(record.chats).some(({ settings }) => settings.fans || settings.bigFans);
    return reader.readFollowers(wanted ? [...fans, ...mutuals].map((row) => row.mid) : []);
  }

  async function timezonesForReports({ chats }: WatchRecord): Promise<Map<number, string>> {
    const wanting = Object.entries(chats).filter(([, { settings }]) => wantsReports(settings));
    const all = wanting.map(async ([id]) => [Number(id), await timezoneOf(Number(id))] as const);
    return new Map(await Promise.all(all));
  }

  /**
   * The pause after a full read of the list, ms: one poll interval for each page that costs a request. A list
   * of one page, already read by the poll, needs none.
   */
  function restAfterFullRead({ total }: FanPage): number {
    const costly = Math.ceil(Math.min(total, maxListedFans) / pageSize) - 1;
    return Math.min(compareEvery, costly * interval);
  }

  async function findLost(mid: number, record: WatchRecord, { reader, page }: FirstPage): Promise<void> {
    const entry = watchRepository.entry(mid);
    const now = clock.monotonic();
    if (entry === undefined || now < (entry.comparedAt ?? Number.NEGATIVE_INFINITY) + restAfterFullRead(page))
      return;
    entry.comparedAt = now;
    const missing = await findMissingFans(reader, page, record);
    // The read that only starts the search must not delay the first one that can find lost fans.
    if (record.compare === 'silent' && missing.settled) entry.comparedAt = undefined;
    await watchRepository.change(mid, (current) => reconcileMissingFans(current, missing, clock.now()));
  }

  /** Records a failure if chats must be notified of it. */
  async function noteFailure(mid: number, error: unknown): Promise<PollResult> {
    const { result, trouble } = pollFailure(error, clock.now());
    if (trouble) {
      await watchRepository.change(mid, (record) =>
        markTrouble(record, trouble.why, clock.now(), trouble.until),
      );
    }
    return result;
  }

  return async (mid, signal) => {
    const entry = watchRepository.entry(mid);
    if (entry === undefined || !isPolled(entry)) return { kind: 'off' };
    try {
      return await pollOnce(mid, entry, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        return noteFailure(mid, error);
      });
    } catch (error) {
      signal.throwIfAborted();
      onError(mid, error);
      return { kind: 'failed', why: 'broken' };
    }
  };
}

/** When the first of these fans came, ms since 1970. */
function oldestOf(fans: readonly FanRow[]): number | undefined {
  return fans.length === 0 ? undefined : Math.min(...fans.map(({ mtime }) => mtime)) * 1000;
}
