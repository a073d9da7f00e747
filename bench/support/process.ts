import { type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';

/** A program of its own, whose processor time and memory are nobody else's. */
export interface Process<Ready> {
  /** What it said first. */
  ready: Ready;
  /** Sends it a word and resolves with what it answers. */
  ask<Answer>(word: string): Promise<Answer>;
  /** Ends it, at once. */
  close(): Promise<void>;
}

/** Starts a file of this folder as a process, with these arguments; it says something when it is ready. */
export async function startProcess<Ready>(
  file: string,
  args: readonly string[] = [],
  options: Pick<ForkOptions, 'execArgv' | 'env'> = {},
): Promise<Process<Ready>> {
  const child = fork(new URL(file, import.meta.url), args, options);
  const ended = once(child, 'exit');
  const said = async () => {
    const over = ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)));
    return (await Promise.race([once(child, 'message'), over]))[0];
  };
  return {
    ready: await said(),
    async ask(word) {
      const answer = said();
      child.send(word);
      return answer;
    },
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
