import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A TypeScript program running in a child process. */
export interface Child {
  /** The lines printed so far; updated while it runs. */
  readonly lines: readonly string[];
  /** Resolves when this many lines were printed; rejects when it ends before. */
  printed(count: number): Promise<void>;
  /** Resolves with the exit code or signal when it has ended and all output is in `lines`. */
  ended(): Promise<number | NodeJS.Signals | null>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `node file ...args` with the test's Node; kills it at the end of the test. */
export function startChild(file: URL, args: readonly string[], onCleanup: (end: () => void) => void): Child {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onCleanup(() => child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const lines: string[] = [];
  const waiting = new Set<{ count: number; done: () => void }>();
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      for (const wait of waiting) if (lines.length >= wait.count) wait.done();
    });
  }
  return {
    lines,
    async printed(count) {
      if (lines.length >= count) return;
      const { promise, resolve } = Promise.withResolvers<'printed'>();
      waiting.add({ count, done: () => resolve('printed') });
      const first = await Promise.race([promise, ended]);
      if (first !== 'printed') throw new Error(`The program ended (${first}) after ${lines.length} lines`);
    },
    ended: () => ended,
    kill: (signal) => void child.kill(signal),
  };
}
