import type { Digest, FanHistory } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { fanStats } from './compute-fan-stats.ts';
import { toFanChart } from './fan-chart-data.ts';
import type { DrawFanPicture } from './run-fan-chart-worker.ts';

/** The chart sent with a milestone; `undefined` when there is none. */
export type MilestonePicture = (
  digest: Pick<Digest, 'mid' | 'total' | 'milestones'>,
  locale: Awaited<ReturnType<LocaleOf>>,
  signal: AbortSignal,
) => Promise<Uint8Array | undefined>;

/** `now` in ms since 1970. */
export function createMilestonePicture(deps: {
  historyOf: (mid: number) => Promise<FanHistory | undefined>;
  draw: DrawFanPicture;
  now: () => number;
}): MilestonePicture {
  return async ({ mid, total, milestones }, { texts, timezone }, signal) => {
    const reached = milestones.at(-1);
    const history = reached === undefined ? undefined : await deps.historyOf(mid);
    if (reached === undefined || history === undefined || signal.aborted) return undefined;
    const numbers = fanStats(history, { span: 'month', now: deps.now(), timezone, total });
    // Stopping the program does not wait for a chart.
    const aborted = Promise.withResolvers<undefined>();
    const giveUp = () => aborted.resolve(undefined);
    signal.addEventListener('abort', giveUp);
    return Promise.race([deps.draw(toFanChart(numbers, total, 'month', texts)), aborted.promise]).finally(
      () => signal.removeEventListener('abort', giveUp),
    );
  };
}
