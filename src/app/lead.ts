import { startSweeper } from '../storage/index.ts';
import type { Base } from './base.ts';
import { sweepRecords } from './sweep-records.ts';

/** A wait for the lead shorter than this is not logged, ms. */
const logWaitAfter = 500;

/**
 * Waits until this process is the leader, then does what only one process may do: reseals records sealed with
 * older keys, and starts removing old records, until `undo`.
 * @throws the signal's reason; StoreError when the hold is lost meanwhile; SealError when no key opens a
 * record
 */
export async function becomeLeader(
  base: Base,
  undo: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<void> {
  const { hold, store, clock, log } = base;
  const waiting = setTimeout(() => log.info('another process leads; standing by'), logWaitAfter);
  try {
    await hold.lead(signal);
  } finally {
    clearTimeout(waiting);
  }
  await store.reseal();
  undo.adopt(
    startSweeper({
      sweep: (signal) => sweepRecords(base, signal),
      clock,
      onFailure: (err) => log.warn({ err }, 'old records could not be removed'),
    }),
    (sweeper) => sweeper.stop(),
  );
}
