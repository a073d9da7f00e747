import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { within } from './within.ts';

/** The program as a process, started as an operator does. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything printed so far on both streams. */
  output(): string;
  /** Resolves when the output contains the text; rejects when the program ends before, or takes too long. */
  printed(text: string): Promise<void>;
  /** Sends a signal; resolves when the process has ended. */
  kill(signal: NodeJS.Signals): Promise<Ending>;
  /** Resolves when the process has ended. */
  ended: Promise<Ending>;
}

/** How a process ended: exit code or signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** How long a program may take to print something on a busy machine, ms. */
const printPatience = 90_000;

/** Node's compile cache, which halves the time of a start; tests start the program a hundred times. */
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/guanxi-tests', import.meta.url));

/**
 * Starts `src/main.ts`, or another file with arguments, with only this environment. Killed at the end of the
 * test.
 * @param onFinished for concurrent tests: the function of the test's own context
 * @param channel opens an IPC channel, for a module that a test loads before the program
 */
export function startProgram(
  env: Record<string, string>,
  [file = 'src/main.ts', ...args]: readonly string[] = [],
  onFinished: typeof onTestFinished = onTestFinished,
  channel = false,
): Program {
  const { stdio, ...rest } = settings(env);
  const all = { ...rest, stdio: channel ? [...stdio, 'ipc' as const] : stdio };
  const child = spawn(process.execPath, [file, ...args], all) as ChildProcessByStdio<
    null,
    Readable,
    Readable
  >;
  return toProgram(child, (signal) => child.kill(signal), onFinished);
}

/** Starts the program with `npm start`, in a process group of its own, as a terminal does. */
export function startNpm(env: Record<string, string>): Program {
  const child = spawn('npm', ['start', '--silent'], { ...settings(env), detached: true });
  const end = (signal: NodeJS.Signals) => {
    // The group exists as long as any process in it.
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch {}
  };
  return toProgram(child, end, onTestFinished);
}

function settings(env: Record<string, string>) {
  return {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'] satisfies ['ignore', 'pipe', 'pipe'],
  };
}

function toProgram(
  child: ChildProcessByStdio<null, Readable, Readable>,
  end: (signal: NodeJS.Signals) => void,
  onFinished: typeof onTestFinished,
): Program {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ending => ({ code, signal }));
  onFinished(async () => {
    end('SIGKILL');
    await ended;
  });
  return {
    child,
    output: () => output,
    ended,
    async printed(text) {
      const over = ended.then(() => 'over' as const);
      const end = performance.now() + printPatience;
      while (!output.includes(text)) {
        const what = await within(
          Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), over]),
          end - performance.now(),
          () => `it has not printed "${text}":\n${output}`,
        );
        if (what === 'over' && !output.includes(text))
          throw new Error(`It ended without printing "${text}":\n${output}`);
      }
    },
    async kill(signal) {
      child.kill(signal);
      return await ended;
    },
  };
}
