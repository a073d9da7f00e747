import { type Clock, systemClock } from '../../src/clock.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /** Moves time on by `ms`, waking the sleepers that fall due, in order, and letting each get to work. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock forward by `ms`, or back when negative; no time passes. */
  shiftWall(ms: number): void;
  /** How many sleeps are under way. */
  readonly sleepers: number;
}

interface Sleeper {
  due: number;
  wake(): void;
}

/** A test clock; `start` is its first `now()`, in milliseconds since 1970. */
export function createTestClock(start = Date.UTC(2026, 0, 1)): TestClock {
  let now = start;
  let shift = 0;
  const sleepers = new Set<Sleeper>();

  /** The earliest sleeper due by `time`; of several due at once, the one that lay down first. */
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
          // Whole milliseconds, as the system's clock has them.
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

/** How much faster time goes by a {@link createHurriedClock}. */
const haste = 10;

/** A clock by which time goes ten times as fast as it does: for pauses that nobody wants to wait for. */
export function createHurriedClock(): Clock {
  const begun = { now: Date.now(), monotonic: performance.now() };
  const passed = () => (performance.now() - begun.monotonic) * haste;
  return {
    now: () => Math.floor(begun.now + passed()),
    monotonic: passed,
    sleep: (ms, signal) => systemClock.sleep(ms / haste, signal),
  };
}

/** What every test clock waits for. */
const awaited = new Set<Promise<unknown>>();

/** Lets no time pass by any test clock until this has ended: a server outside the test's process takes time that no clock here shows. */
export function holdTimeUntil(ended: Promise<unknown>): void {
  const noted = ended.catch(() => undefined).finally(() => awaited.delete(noted));
  awaited.add(noted);
}

/** Lets promise chains and finished input/output run, until nothing is awaited. */
async function settle(): Promise<void> {
  await turns();
  while (awaited.size > 0) {
    await Promise.all(awaited);
    await turns();
  }
}

/** Two turns of the event loop. */
async function turns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
