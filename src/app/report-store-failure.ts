import type { Log } from '../log.ts';
import type { Store } from '../storage/index.ts';

/** How often the store is tried, ms. */
const triedEvery = 60_000;

/**
 * Tries the store each minute until `signal` aborts, and logs when it fails: a file that was deleted takes all
 * writes, and loses them when the program ends.
 */
export function reportStoreFailure(store: Pick<Store, 'probe'>, log: Log, signal: AbortSignal): void {
  let failed = false;
  const works = () => {
    if (failed) log.info('the store can be used again');
    failed = false;
  };
  const fails = (err: unknown) => {
    if (!failed && !signal.aborted) log.error({ err }, 'the store cannot be used');
    failed = true;
  };
  const timer = setInterval(() => void store.probe().then(works, fails), triedEvery);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
