import { numberOf } from './json.ts';

/** The bounds of what can be meant, ms: a second, and a day. */
const shortest = 1000;
const longest = 24 * 3_600_000;

/**
 * The time between two heartbeats as the other side says it, ms; `undefined` where it says none. One that is no time at all
 * would beat without a pause, and one without end would overflow a timer, which then goes off at once.
 */
export function heartbeatInterval(said: unknown): number | undefined {
  const ms = numberOf(said);
  return ms === undefined || ms <= 0 ? undefined : Math.min(Math.max(ms, shortest), longest);
}
