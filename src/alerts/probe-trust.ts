/** What a poll says of the counter that the site shows of an account. */
export type ProbeVerdict =
  /** It moved, and soon, and somebody had come or gone. */
  | 'right'
  /** It moved, and nothing had. */
  | 'false'
  /** Somebody had come whom it did not show for longer than a poll of its own would have taken. */
  | 'late';

/** What a poll found, and what the probes had shown before it. Times in ms. */
export interface ProbeComparison {
  /** The counter had moved since the poll before; since when that is known. */
  movedFor: number | undefined;
  /** The total is another than at the poll before. */
  changed: boolean;
  /** How long the newcomer has been a fan who came first of those the poll found; `undefined` when nobody came. */
  newcomerFor: number | undefined;
  /** Since when the account has been probed without a gap. */
  probedFor: number;
}

/** Judges a counter by a poll; `undefined` where that says nothing. @param usual between two polls, ms */
export function judgeProbe(
  { movedFor, changed, newcomerFor, probedFor }: ProbeComparison,
  usual: number,
): ProbeVerdict | undefined {
  // Who comes while another leaves cannot be seen in a count.
  if (changed && newcomerFor !== undefined && newcomerFor <= probedFor) {
    if (newcomerFor - (movedFor ?? 0) > usual) return 'late';
  }
  if (movedFor === undefined) return undefined;
  return changed || newcomerFor !== undefined ? 'right' : 'false';
}

/** Whether the site's counters are of use. Times are those of the monotonic clock, ms. */
export interface ProbeTrust {
  /** Hears what a poll says of a counter. @param accounts how many are probed */
  judged(verdict: ProbeVerdict, accounts: number): void;
  /** A request for counts had an answer, or none that could be used. */
  answered(usable: boolean): void;
  /** Until when the counters are left alone; `undefined` while they are trusted. */
  distrustedUntil(): number | undefined;
}

/** So many requests in a row without a usable answer, and it is given up for a while. */
const patience = 3;
/** More than this share of wrong verdicts, and the counters are given up for a while. */
const mostWrong = 0.5;
/** Where a second try begins, so that it ends sooner than the first did. */
const suspicion = 0.25;

/**
 * Trusts until verdicts or failures say otherwise; then tries again after half an hour, and each time it was in vain twice
 * as long, up to a day.
 * @param usual between two polls, ms: the figures are for five minutes
 */
export function createProbeTrust({ usual, now }: { usual: number; now: () => number }): ProbeTrust {
  const [firstRest, longestRest] = [6 * usual, 288 * usual];
  let rest = firstRest;
  let wrong = 0;
  let failures = 0;
  let until = Number.NEGATIVE_INFINITY;

  const distrust = () => {
    // It has kept well for longer than it was left alone.
    if (now() - until > rest) rest = firstRest;
    until = now() + rest;
    rest = Math.min(2 * rest, longestRest);
    wrong = suspicion;
    failures = 0;
  };

  return {
    judged(verdict, accounts) {
      // What was asked before it was given up says nothing of the next try.
      if (now() < until) return;
      // A window of about as many verdicts as accounts: a few must not take months, nor many go by one unlucky minute.
      wrong += ((verdict === 'right' ? 0 : 1) - wrong) / Math.min(64, Math.max(12, accounts));
      if (wrong > mostWrong) distrust();
    },
    answered(usable) {
      failures = usable ? 0 : failures + 1;
      if (failures >= patience && now() >= until) distrust();
    },
    distrustedUntil: () => (now() < until ? until : undefined),
  };
}
