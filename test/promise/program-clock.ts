import type { Program } from '../support/program.ts';

/** How far a program's clocks were moved, ms: see moved-clock.ts. */
export interface ClockMoves {
  set: number;
  passed: number;
}

/** Messages to the program: set the clock, let time pass, or an answer to its question. */
export type ClockMessage = { set: number } | { pass: number } | { answer: 'yes' | 'stay' };

/**
 * Messages from the program while time passes: whether the test has handled what was sent, and how much time
 * has passed.
 */
export type ClockQuestion = 'heard?' | { passed: number };

/** The program's message that the time has passed. */
export type ClockNews = 'passed';

/** The clocks of a program that is restarted repeatedly. */
export interface ProgramClock {
  readonly moves: ClockMoves;
  /** The environment for the next start. */
  readonly env: Record<string, string>;
  /** Connects to a program that was started with {@link env} and a channel. */
  attach(program: Program): void;
  /** Sets how far the wall clock is off, ms. */
  set(offset: number): void;
  /**
   * Lets `ms` pass as soon as the program runs and waits only for time, so that nothing in progress times
   * out. Resolves when they and another second have passed, step by step, or when the program has ended.
   */
  pass(ms: number): Promise<void>;
  /** Stops the passing of time, because the program is about to end. */
  stopPassing(): void;
}

export function createProgramClock(): ProgramClock {
  const moves: ClockMoves = { set: 0, passed: 0 };
  let program: Program | undefined;
  let stays = false;

  /** Does nothing when the program was killed meanwhile. */
  function tell(one: Program | undefined, message: ClockMessage): void {
    if (one?.child.connected) one.child.send(message, () => undefined);
  }

  return {
    moves,
    get env() {
      return { CLOCK_MOVES: JSON.stringify(moves) };
    },
    attach(started) {
      program = started;
      stays = false;
    },
    set(offset) {
      moves.set = offset;
      tell(program, { set: offset });
    },
    stopPassing() {
      stays = true;
    },
    async pass(ms) {
      const passing = program;
      if (passing === undefined) return;
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const hear = async (message: ClockQuestion | ClockNews) => {
        if (message === 'passed') return resolve();
        if (message !== 'heard?') moves.passed += message.passed;
        await eventLoopTurns();
        tell(passing, { answer: stays ? 'stay' : 'yes' });
        if (stays) resolve();
      };
      passing.child.on('message', hear);
      passing.printed('"msg":"running').then(
        () => tell(passing, { pass: ms }),
        () => undefined,
      );
      await Promise.race([over, passing.ended]);
      passing.child.off('message', hear);
    },
  };
}

/** Resolves when this process's servers have answered everything received before. */
async function eventLoopTurns(): Promise<void> {
  for (let count = 0; count < 3; count += 1) await new Promise((resolve) => setImmediate(resolve));
}
