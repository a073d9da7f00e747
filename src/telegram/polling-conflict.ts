/** A conflict ends after this time without another, in ms. */
const conflictOver = 60_000;
/**
 * How long (ms) a conflict may last before a program that has just started gives up; after a crash the old
 * long poll may still be open.
 */
const newcomerPatience = 40_000;
/**
 * The same (ms) for a program that was running before the conflict: longer, so that the newer of two gives
 * way.
 */
const establishedPatience = 60_000;

/**
 * Decides when to give up because another program fetches the same bot's updates: to be called at each conflict
 * (409). Two such programs interrupt each other every few seconds, so successful calls between two conflicts do
 * not end it. `now` in ms of a monotonic clock.
 */
export function createGiveWayDecision(now: () => number): () => boolean {
  const startedAt = now();
  let since = startedAt;
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const at = now();
    if (at - last > conflictOver) since = at;
    last = at;
    return at - since >= (since - startedAt < conflictOver ? newcomerPatience : establishedPatience);
  };
}
