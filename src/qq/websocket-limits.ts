import { numberOf } from './json.ts';

/**
 * Largest WebSocket frame that is accepted, in bytes. Incoming frames are messages and file addresses;
 * outgoing ones may be larger. A larger frame closes the connection before it is buffered.
 */
export const largestFrame = 16 * 1024 * 1024;

/** Shortest and longest interval accepted, in ms: a second and a day. */
const shortest = 1000;
const longest = 24 * 3_600_000;

/**
 * The interval of heartbeats that the other side announces, in ms; `undefined` when it announces none. It is
 * limited, since zero would beat without a pause, and a very long one would overflow the timer and fire at
 * once.
 */
export function heartbeatInterval(said: unknown): number | undefined {
  const ms = numberOf(said);
  return ms === undefined || ms <= 0 ? undefined : Math.min(Math.max(ms, shortest), longest);
}
