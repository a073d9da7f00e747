import type { Program } from '../support/program.ts';

/** How far the clocks of a program have been moved, ms: see moved-clock.ts. */
export interface ClockMoves {
  set: number;
  passed: number;
}

/** What the program is told: a clock to set, or time to pass; and what its question is answered with. */
export type ClockMessage = { set: number } | { pass: number } | { answer: 'yes' | 'stay' };

/** What the program asks while time is to pass: whether all it has sent was heard, and that so much has passed is noted here. */
export type ClockQuestion = 'heard?' | { passed: number };

/** What it says at the end of that. */
export type ClockNews = 'passed';

/** The clocks of a program that is started again and again, moved on and set from here. */
export interface ProgramClock {
  readonly moves: ClockMoves;
  /** What the next program is to find in its environment. */
  readonly env: Record<string, string>;
  /** This is the program from now on; started with {@link env} and a channel. */
  runs(program: Program): void;
  /** The wall clock is off by so many ms. */
  set(offset: number): void;
  /**
   * So many ms pass, as soon as the program runs and waits for nothing else: nothing is on its way then that they could be too
   * much for. Resolves when they have passed, and a second more, step by step, or when the program has ended.
   */
  pass(ms: number): Promise<void>;
  /** What has not passed yet does not any more: the program is about to end. */
  stay(): void;
}

/** Clocks that nobody has moved. */
export function createProgramClock(): ProgramClock {
  const moves: ClockMoves = { set: 0, passed: 0 };
  let program: Program | undefined;
  let stays = false;

  /** Told in vain when it has been killed meanwhile. */
  function tell(one: Program | undefined, message: ClockMessage): void {
    if (one?.child.connected) one.child.send(message, () => undefined);
  }

  return {
    moves,
    get env() {
      return { CLOCK_MOVES: JSON.stringify(moves) };
    },
    runs(started) {
      program = started;
      stays = false;
    },
    set(offset) {
      moves.set = offset;
      tell(program, { set: offset });
    },
    stay() {
      stays = true;
    },
    async pass(ms) {
      const passing = program;
      if (passing === undefined) return;
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const hear = async (message: ClockQuestion | ClockNews) => {
        if (message === 'passed') return resolve();
        if (message !== 'heard?') moves.passed += message.passed;
        await turns();
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

/** Resolves when the servers of this process have answered what had come in before. */
async function turns(): Promise<void> {
  for (let count = 0; count < 3; count += 1) await new Promise((resolve) => setImmediate(resolve));
}
