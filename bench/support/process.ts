import { type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';

/** A separate process, with processor time and memory of its own. */
export interface Process<Ready> {
  /** Its first message. */
  ready: Ready;
  /** Sends a message and resolves with the answer. */
  ask<Answer>(word: string): Promise<Answer>;
  /** Kills it. */
  close(): Promise<void>;
}

/** Starts a file of this folder as a process; resolves when it has sent its first message. */
export async function startProcess<Ready>(
  file: string,
  args: readonly string[] = [],
  options: Pick<ForkOptions, 'execArgv' | 'env'> = {},
): Promise<Process<Ready>> {
  const child = fork(new URL(file, import.meta.url), args, options);
  const ended = once(child, 'exit');
  const nextMessage = async () => {
    const over = ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)));
    return (await Promise.race([once(child, 'message'), over]))[0];
  };
  return {
    ready: await nextMessage(),
    async ask(word) {
      const answer = nextMessage();
      child.send(word);
      return answer;
    },
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
