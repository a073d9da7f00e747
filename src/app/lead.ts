import { startSweeper } from '../storage/index.ts';
import type { Base } from './base.ts';

/** Whoever leads at once says nothing of waiting; ms. */
const standbyToldAfter = 500;

/**
 * Waits until this process leads, and does what one process alone may do for the store: seals anew what older keys sealed,
 * and sweeps out old records until `undo`.
 * @throws the signal's reason; StoreError when the hold is lost meanwhile; SealError when no key opens what is in the store
 */
export async function lead(
  { hold, store, clock, log }: Base,
  undo: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<void> {
  const waiting = setTimeout(() => log.info('another process leads; standing by'), standbyToldAfter);
  try {
    await hold.lead(signal);
  } finally {
    clearTimeout(waiting);
  }
  await store.reseal();
  undo.adopt(
    startSweeper({ store, clock, onFailure: (err) => log.warn({ err }, 'old records could not be removed') }),
    (sweeper) => sweeper.stop(),
  );
}
