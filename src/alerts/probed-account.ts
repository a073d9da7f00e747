/** An account whose fan count is read; times are monotonic, ms. */
export interface ProbedAccount {
  /** The last count; `undefined` when there is none to compare with. */
  count: number | undefined;
  /** Since when counts have been read without a gap. */
  since: number;
  /** When a count was last read. */
  toldAt: number;
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
export const newlyProbed = (now: number): ProbedAccount => ({
  count: undefined,
  since: now,
  toldAt: now,
  missing: 1,
  needed: 1,
  movedAt: undefined,
  total: undefined,
});

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

/** The account polled without counts until as many as it needs have been read again. */
export function probedAnew({ needed, total }: ProbedAccount, now: number): ProbedAccount {
  return { ...newlyProbed(now), missing: needed, needed, total };
}

/** The account after a count that meant nothing. */
export function doubtedMore(account: ProbedAccount): ProbedAccount {
  return { ...account, needed: Math.min(2 * account.needed, maxNeeded) };
}
