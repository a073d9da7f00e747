import type { PollResult } from '../alerts/index.ts';

/** Why polls fail, and since when (ms). */
export interface PollTrouble {
  since: number;
  /** The reason, as the second half of a sentence. */
  why: string;
}

/** Remembers when polls last ended and why they fail, for the health check. */
export interface PollHealth {
  polled(result: PollResult): void;
  /** Times in ms of the monotonic clock. */
  readonly times: {
    polledAt: number | undefined;
    trouble: PollTrouble | undefined;
  };
}

/** `monotonic` in ms. */
export function createPollHealth(monotonic: () => number): PollHealth {
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

/** `undefined` for a good poll, and for failures of a single account, which its owner is told of. */
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
