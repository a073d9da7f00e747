import type { PollResult } from '../alerts/index.ts';

/** Why no poll has had its answer, and since when (ms). */
export interface PollTrouble {
  since: number;
  /** Continues a sentence. */
  why: string;
}

/** Notes when things last went well, for the health of the program. */
export interface Liveness {
  polled(result: PollResult): void;
  /** The times noted, ms of the monotonic clock. */
  readonly times: {
    polledAt: number | undefined;
    trouble: PollTrouble | undefined;
  };
}

/** Nothing is noted yet; `monotonic` in milliseconds. */
export function createLiveness(monotonic: () => number): Liveness {
  let polledAt: number | undefined;
  let trouble: PollTrouble | undefined;
  return {
    polled(result) {
      if (result.kind === 'off') return;
      polledAt = monotonic();
      const why = whyOf(result);
      if (result.kind === 'good') trouble = undefined;
      else if (why !== undefined) trouble = { since: trouble?.since ?? polledAt, why };
    },
    get times() {
      return { polledAt, trouble };
    },
  };
}

/** `undefined` for a good poll, and for what is the matter of one account, whose owner is told of it. */
function whyOf(result: PollResult): string | undefined {
  if (result.kind === 'resting') return "Bilibili's risk control wants to be left alone";
  if (result.kind !== 'failed') return undefined;
  switch (result.why) {
    case 'login':
    case 'banned':
      return undefined;
    case 'unreachable':
      return 'Bilibili cannot be reached';
    case 'refused':
      return 'Bilibili refuses to answer';
    case 'noInformation':
    case 'broken':
      return 'what Bilibili answers cannot be used';
  }
}
