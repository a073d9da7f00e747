import type { Clock } from '../../clock.ts';

/**
 * Watches for heartbeats: when none comes for two intervals, the connection counts as dead, even if TCP has
 * not noticed.
 */
export function createHeartbeatWatch(
  clock: Clock,
  onSilence: () => void,
): { beat(ms: number): void; stop(): void } {
  let waiting: AbortController | undefined;
  const stop = () => waiting?.abort();
  return {
    stop,
    beat(interval) {
      stop();
      const mine = new AbortController();
      waiting = mine;
      clock.sleep(interval * 2, mine.signal).then(onSilence, () => undefined);
    },
  };
}
