import type { PollResult } from '../alerts/index.ts';

/** Why no look has had its answer, and since when (ms). */
export interface PollTrouble {
  since: number;
  /** Continues a sentence. */
  why: string;
}

/** Notes when things last went well, for the health of the program. */
export interface Liveness {
  /** Telegram has answered. */
  answered(): void;
  polled(look: PollResult): void;
  /** The times noted, ms. */
  readonly times: {
    startedAt: number;
    answeredAt: number | undefined;
    lookedAt: number | undefined;
    trouble: PollTrouble | undefined;
  };
}

/** A pulse that begins now. */
export function createLiveness(now: () => number): Liveness {
  const startedAt = now();
  let answeredAt: number | undefined;
  let lookedAt: number | undefined;
  let trouble: PollTrouble | undefined;
  return {
    answered() {
      answeredAt = now();
    },
    polled(look) {
      if (look.kind === 'off') return;
      lookedAt = now();
      const why = whyOf(look);
      if (look.kind === 'good') trouble = undefined;
      else if (why !== undefined) trouble = { since: trouble?.since ?? lookedAt, why };
    },
    get times() {
      return { startedAt, answeredAt, lookedAt, trouble };
    },
  };
}

/** `undefined` for a good look, and for what is the matter of one account, whose owner is told of it. */
function whyOf(look: PollResult): string | undefined {
  if (look.kind === 'resting') return "Bilibili's risk control wants to be left alone";
  if (look.kind !== 'failed') return undefined;
  switch (look.why) {
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
