import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { within } from './within.ts';

/** The program as a process of its own, the way an operator starts it. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything it has printed so far, both streams. */
  output(): string;
  /** Resolves once the output holds the text; rejects when the program ends before, or takes too long. */
  printed(text: string): Promise<void>;
  /** Sends a signal and resolves with how the process ended. */
  kill(signal: NodeJS.Signals): Promise<Ending>;
  /** Resolves with how the process ended by itself. */
  ended: Promise<Ending>;
}

/** An exit code, or the signal that ended the process. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** How long a program may take to print what it must, ms, on a machine that is busy. */
const printPatience = 90_000;

/** Node keeps compiled code here, which halves the work of a start; tests start the program a hundred times. */
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/guanxi-tests', import.meta.url));

/**
 * Starts `src/main.ts`, or another entry with arguments, with this environment and nothing of ours. Whatever is left of it
 * ends with the test.
 * @param onFinished for tests that run beside each other: that of the test's own context
 * @param channel whether messages go between the two processes, for what a test loads before the program
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
  return watch(child, (signal) => child.kill(signal), onFinished);
}

/** Starts the program with `npm start`, as the head of a process group of its own, as a terminal would. */
export function startNpm(env: Record<string, string>): Program {
  const child = spawn('npm', ['start', '--silent'], { ...settings(env), detached: true });
  const end = (signal: NodeJS.Signals) => {
    // The group outlives npm while anything is left of it.
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch {}
  };
  return watch(child, end, onTestFinished);
}

function settings(env: Record<string, string>) {
  return {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'] satisfies ['ignore', 'pipe', 'pipe'],
  };
}

function watch(
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
