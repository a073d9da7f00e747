import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A server in a thread of its own, so that its work is not counted as the client's. */
export interface ServerThread {
  /** The thread's first message. */
  ready: string;
  /** Sends a message and resolves with the answer. */
  ask(word: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a server file of this folder, which posts its address when it is listening. */
export async function startThread(file: string, workerData?: unknown): Promise<ServerThread> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  const [ready] = await once(worker, 'message');
  return {
    ready: String(ready),
    async ask(word) {
      const answer = once(worker, 'message');
      worker.postMessage(word);
      return (await answer)[0];
    },
    async close() {
      await worker.terminate();
    },
  };
}
