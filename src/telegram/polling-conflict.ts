/** Judges whether somebody else is fetching this bot's updates for good. */
export interface PollingConflict {
  /** Telegram said so just now; whether this program is the one to give way. */
  met(): boolean;
}

/** A conflict that was not met again for so long is over, in milliseconds. */
const conflictOver = 60_000;
/** How long (ms) a program that has just begun puts up with one: after a crash the old one's long poll may still be open. */
const newcomerPatience = 40_000;
/** How long (ms) one that has been there before: longer, so that of two the second gives way. */
const establishedPatience = 60_000;

/**
 * Two programs that fetch the same updates throw each other out every few seconds, so answers between two conflicts end
 * nothing. `now` in milliseconds of a clock that is never set.
 */
export function createPollingConflict(now: () => number): PollingConflict {
  const startedAt = now();
  let since = startedAt;
  let last = Number.NEGATIVE_INFINITY;
  return {
    met() {
      const at = now();
      if (at - last > conflictOver) since = at;
      last = at;
      return at - since >= (since - startedAt < conflictOver ? newcomerPatience : establishedPatience);
    },
  };
}
