import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A server in a thread of its own, so that its work is not counted as the client's. */
export interface ServerThread {
  /** What the thread said when it was ready. */
  ready: string;
  /** Sends it a word and resolves with what it answers. */
  ask(word: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a server file of this folder, which posts its address when it listens. */
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
