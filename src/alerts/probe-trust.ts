/** What a poll says about an account's fan count. */
export type ProbeVerdict =
  /** It changed in time, and fans had come or left. */
  | 'right'
  /** It changed, but no fans had come or left. */
  | 'false'
  /** It did not show a new fan for longer than a normal poll would have taken. */
  | 'late';

/** The result of a poll and of the counts before it. Times in ms. */
export interface ProbeComparison {
  /**
   * How long ago the count was first seen changed since the previous poll; `undefined` when it did not
   * change.
   */
  movedFor: number | undefined;
  /** Whether the total differs from that of the previous poll. */
  changed: boolean;
  /** How long ago the earliest of the new fans came; `undefined` when there are none. */
  newcomerFor: number | undefined;
  /** For how long counts have been read without a gap. */
  probedFor: number;
}

/**
 * Judges a fan count by a poll; `undefined` when the poll says nothing about it.
 * @param usual the usual time between two polls, ms
 */
export function judgeProbe(
  { movedFor, changed, newcomerFor, probedFor }: ProbeComparison,
  usual: number,
): ProbeVerdict | undefined {
  // A count does not show one fan coming while another leaves.
  if (changed && newcomerFor !== undefined && newcomerFor <= probedFor) {
    if (newcomerFor - (movedFor ?? 0) > usual) return 'late';
  }
  if (movedFor === undefined) return undefined;
  return changed || newcomerFor !== undefined ? 'right' : 'false';
}

/** Decides whether fan counts can be used. Times are monotonic, ms. */
export interface ProbeTrust {
  /**
   * Records a verdict.
   * @param accounts how many accounts' counts are read
   */
  judged(verdict: ProbeVerdict, accounts: number): void;
  /** Records whether a request for counts had a usable answer. */
  answered(usable: boolean): void;
  /** Until when counts are not used; `undefined` while they are trusted. */
  distrustedUntil(): number | undefined;
}

/** After this many requests in a row without a usable answer, counts are not used for a while. */
const maxFailures = 3;
/** Above this share of wrong verdicts, counts are not used for a while. */
const maxWrongShare = 0.5;
/** The share of wrong verdicts that a new try starts with, so that a second failure is noticed sooner. */
const wrongShareAtRetry = 0.25;

/**
 * Trusts the counts until verdicts or failures speak against them; then pauses for half an hour, doubled
 * after each failed try, up to a day.
 * @param usual the usual time between two polls, ms: the figures apply to five minutes
 */
export function createProbeTrust({ usual, now }: { usual: number; now: () => number }): ProbeTrust {
  const [firstRest, longestRest] = [6 * usual, 288 * usual];
  let rest = firstRest;
  let wrong = 0;
  let failures = 0;
  let until = Number.NEGATIVE_INFINITY;

  const distrust = () => {
    // The counts were good for longer than the last pause.
    if (now() - until > rest) rest = firstRest;
    until = now() + rest;
    rest = Math.min(2 * rest, longestRest);
    wrong = wrongShareAtRetry;
    failures = 0;
  };

  return {
    judged(verdict, accounts) {
      // A request from before the pause says nothing about the next try.
      if (now() < until) return;
      // A moving average over about as many verdicts as accounts: few accounts must not take months, and many
      // must not fail because of one bad minute.
      wrong += ((verdict === 'right' ? 0 : 1) - wrong) / Math.min(64, Math.max(12, accounts));
      if (wrong > maxWrongShare) distrust();
    },
    answered(usable) {
      failures = usable ? 0 : failures + 1;
      if (failures >= maxFailures && now() >= until) distrust();
    },
    distrustedUntil: () => (now() < until ? until : undefined),
  };
}
