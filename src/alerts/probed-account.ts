import type { Plannable } from './count-probe-schedule.ts';

/** An account whose fan count is read; times are monotonic, ms. */
export interface ProbedAccount extends Plannable {
  /** The last count; `undefined` when there is none to compare with. */
  count: number | undefined;
  /** Since when counts have been read without a gap. */
  since: number;
  /** When a count was last read, or reading began anew; `undefined` before the first. */
  toldAt: number | undefined;
  /**
   * How many more counts are needed before polls wait for changes; at least one poll must come after the
   * first.
   */
  missing: number;
  /** How many counts that takes; doubled when a change turned out to mean nothing. */
  needed: number;
  /** When the count first changed after the last poll. */
  movedAt: number | undefined;
  /** The total found by the last poll. */
  total: number | undefined;
}

/** An account before its first count. All fields are set: fields added later would take an extra object. */
export const newlyProbed = (mid: number): ProbedAccount => ({
  mid,
  place: -1,
  count: undefined,
  since: 0,
  toldAt: undefined,
  missing: 1,
  needed: 1,
  movedAt: undefined,
  total: undefined,
});

/** Forgets what was read of an account. */
export function forgetCounts(account: ProbedAccount): void {
  const { mid, place } = account;
  Object.assign(account, newlyProbed(mid), { place });
}

/**
 * After a count changed without any new or lost fan, the account is polled without counts for some periods:
 * doubled each time, up to this many.
 */
const maxNeeded = 64;

/** Notes a count that was read. */
export function noteCount(account: ProbedAccount, count: number, now: number): void {
  const { count: before, missing } = account;
  account.toldAt = now;
  account.count = count;
  if (before === undefined) account.since = now;
  else if (missing > 0) account.missing -= 1;
  if (account.missing === 0 && before !== undefined && before !== count) account.movedAt ??= now;
}

/**
 * The account is polled without counts until as many as it needs have been read again.
 * @param isDoubted whether a count meant nothing, so that it needs twice as many as before
 */
export function probeAnew(account: ProbedAccount, now: number, isDoubted: boolean): void {
  const { total, needed: before } = account;
  const needed = isDoubted ? Math.min(2 * before, maxNeeded) : before;
  forgetCounts(account);
  Object.assign(account, { since: now, toldAt: now, missing: needed, needed, total });
}
