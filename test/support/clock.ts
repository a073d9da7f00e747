import { type Clock, systemClock } from '../../src/clock.ts';

/** A clock that only moves when a test moves it. */
export interface TestClock extends Clock {
  /** Moves time forward by `ms`, waking due sleepers in order and letting each run before the next. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock by `ms`, which may be negative; no time passes. */
  shiftWall(ms: number): void;
  /** How many sleeps are pending. */
  readonly sleepers: number;
}

interface Sleeper {
  due: number;
  wake(): void;
}

/** @param start the first `now()`, in milliseconds since 1970 */
export function createTestClock(start = Date.UTC(2026, 0, 1)): TestClock {
  let now = start;
  let shift = 0;
  const sleepers = new Set<Sleeper>();

  /** The earliest sleeper due by `time`; of several, the one that began first. */
  const nextDue = (time: number): Sleeper | undefined => {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (sleeper.due <= time && (next === undefined || sleeper.due < next.due)) next = sleeper;
    }
    return next;
  };

  return {
    now: () => now + shift,
    monotonic: () => now - start,
    shiftWall: (ms) => {
      shift += ms;
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          // Whole milliseconds, like the system clock.
          due: now + Math.max(0, Math.ceil(ms)),
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let next = nextDue(end); next !== undefined; next = nextDue(end)) {
        now = Math.max(now, next.due);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

/** The speed of a {@link createHurriedClock}. */
const speed = 10;

/** A clock that runs ten times as fast as real time, to shorten pauses. */
export function createHurriedClock(): Clock {
  const begun = { now: Date.now(), monotonic: performance.now() };
  const passed = () => (performance.now() - begun.monotonic) * speed;
  return {
    now: () => Math.floor(begun.now + passed()),
    monotonic: passed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

/** What all test clocks wait for. */
const pendingWork = new Set<Promise<unknown>>();

/**
 * Stops all test clocks until this has settled: a server in another process takes real time that they do not
 * show.
 */
export function holdTimeUntil(ended: Promise<unknown>): void {
  const noted = ended.catch(() => undefined).finally(() => pendingWork.delete(noted));
  pendingWork.add(noted);
}

/** Lets promises and finished I/O run until nothing is awaited. */
async function settle(): Promise<void> {
  await turns();
  while (pendingWork.size > 0) {
    await Promise.all(pendingWork);
    await turns();
  }
}

/** Waits for two turns of the event loop. */
async function turns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
