import type { WatchRecord } from '../storage/index.ts';
import { hour } from '../time-units.ts';
import { diffFans, type FanDiff, knownFansOf, type SeenFans } from './diff-fans.ts';
import { alertKinds, wantsPolls } from './kinds/index.ts';
import type { Findings } from './kinds/kind.ts';
import { milestonesUpTo } from './kinds/milestones.ts';
import { buildOutbox, enqueue, type OutboxAddition } from './outbox.ts';
import { countPeopleInBatch } from './people-in-outbox.ts';
import { rememberFans, rememberNames } from './remembered-fans.ts';
import type { FanRow } from './validate-fan-page.ts';
import { mapSubscriptions, type Subscription } from './watch-record-parts.ts';

/** How old the stored time of the last successful poll may get while nothing happens, ms. */
export const maxUnsavedPollAge = 6 * hour;

/** What a successful poll saw. */
export interface SuccessfulPoll {
  seen: SeenFans;
  /** The fan counts of the new fans, by mid, where the site gave them. */
  followers: ReadonlyMap<number, number>;
  /** ms */
  now: number;
  /** The previous successful poll, ms, if it was so long ago that the alert mentions the gap. */
  away: number | undefined;
}

/** The changed record, and who is new. */
export interface AppliedPoll {
  record: WatchRecord;
  /** Empty after the first poll. */
  news: FanDiff;
}

/**
 * The record after a successful poll, with new alerts in the outboxes. The first poll of an account only
 * saves its fans; a chat's first poll alerts only the other chats.
 */
export function applyPoll(record: WatchRecord, { seen, followers, now, away }: SuccessfulPoll): AppliedPoll {
  const first = record.lookedAt === undefined;
  const none: FanDiff = { fans: [], mutuals: [], beyond: 0, left: 0 };
  const news = first ? none : biggestFirst(diffFans(knownFansOf(record), seen), followers);
  const findings: Findings = { before: record, news, followers, total: seen.total, now };

  const withAlerts = enqueue(record, (subscription) => {
    const begins = subscription.anew ?? (first ? 'started' : undefined);
    if (begins === undefined) return findAlerts(findings, subscription, away);
    return wantsPolls(subscription.settings) ? { notices: [{ kind: begins, at: now }] } : undefined;
  });
  const next: WatchRecord = {
    ...rememberNames(afterPoll(withAlerts, findings)),
    ...rememberFans(record, seen.rows, now),
    total: seen.total,
    // Never later than this machine's clock, or one wrong time in the future would hide all later fans.
    newest: seen.rows.reduce(
      (newest, { mtime }) => Math.max(newest, Math.min(mtime, Math.floor(now / 1000))),
      record.newest,
    ),
    lookedAt: now,
    milestone: Math.max(record.milestone, milestonesUpTo(seen.total).at(-1) ?? 0),
  };
  const wantsLost = Object.values(record.chats).some(({ settings }) => settings.lost);
  if (!first && news.left > 0 && wantsLost) next.compare ??= 'tell';
  return { record: next, news };
}

/** What one chat is alerted to. */
function findAlerts(
  findings: Findings,
  subscription: Subscription,
  away: number | undefined,
): OutboxAddition | undefined {
  const found = buildOutbox(undefined, (_, kind) => kind.find?.(findings, subscription) ?? kind.none);
  const hasFans = found !== undefined && (countPeopleInBatch(found.fans) > 0 || found.bigFans !== undefined);
  return hasFans && away !== undefined ? { ...found, away } : found;
}

/**
 * The subscriptions after a poll. New ones have now had their first poll, except those that want no polls.
 */
function afterPoll(record: WatchRecord, findings: Findings): WatchRecord {
  return mapSubscriptions(record, ({ anew, ...subscription }) => {
    const begun: Subscription =
      anew !== undefined && !wantsPolls(subscription.settings) ? { ...subscription, anew } : subscription;
    return Object.values(alertKinds).reduce(
      (current, kind) => kind.afterPoll?.(current, findings) ?? current,
      begun,
    );
  });
}

/** Sorts by fan count, largest first; people without a known count stay last, in the order of the list. */
function biggestFirst(news: FanDiff, followers: ReadonlyMap<number, number>): FanDiff {
  const size = ({ mid }: FanRow) => followers.get(mid) ?? -1;
  const sorted = (rows: readonly FanRow[]) => rows.toSorted((a, b) => size(b) - size(a));
  return { ...news, fans: sorted(news.fans), mutuals: sorted(news.mutuals) };
}
