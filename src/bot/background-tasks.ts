import { HttpError } from 'grammy';
import type { ChatUser } from './context.ts';

/** Work that goes on after its update was handled, such as waiting for a scan. */
export interface BackgroundTasks {
  /** Starts work under a key; work already running under it is cancelled first. */
  start(key: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Cancels the work of a key and resolves when it has ended; with `false` when there was none. */
  cancel(key: string): Promise<boolean>;
  /** Cancels all work for a user in a chat, like {@link cancel}. */
  cancelAll(place: Pick<ChatUser, 'chat' | 'user'>): Promise<boolean>;
  /** Cancels all work and resolves when nothing runs any more. */
  stop(): Promise<void>;
  /** Whether work is being cancelled because the program stops, not by its user. */
  readonly stopping: boolean;
}

/** The key of one kind of work for a user in a chat; only one of a kind runs at a time. */
export function taskKey(kind: string, { chat, user }: Pick<ChatUser, 'chat' | 'user'>): string {
  return `${kind}:${chat}:${user}`;
}

/**
 * Creates background tasks.
 * @param onError called with work that failed. Being cancelled is not a failure, nor is a message that could
 * not be sent after that.
 */
export function createBackgroundTasks(onError: (key: string, error: unknown) => void): BackgroundTasks {
  const current = new Map<string, { controller: AbortController; done: Promise<void> }>();
  const unfinished = new Set<Promise<void>>();
  let stopping = false;

  async function cancel(key: string): Promise<boolean> {
    const task = current.get(key);
    current.delete(key);
    task?.controller.abort();
    await task?.done;
    return task !== undefined;
  }

  async function run(
    key: string,
    work: (signal: AbortSignal) => Promise<void>,
    { signal }: AbortController,
  ): Promise<void> {
    try {
      await work(signal);
    } catch (error) {
      const isEnd = error instanceof HttpError || (error instanceof Error && error.name === 'AbortError');
      if (!signal.aborted || !isEnd) onError(key, error);
    } finally {
      if (current.get(key)?.controller.signal === signal) current.delete(key);
    }
  }

  return {
    start(key, work) {
      void cancel(key);
      const controller = new AbortController();
      const done = run(key, work, controller).finally(() => unfinished.delete(done));
      unfinished.add(done);
      current.set(key, { controller, done });
    },
    cancel,
    async cancelAll(place) {
      const ofPlace = [...current.keys()].filter((key) => key === taskKey(key.split(':', 1)[0] ?? '', place));
      return (await Promise.all(ofPlace.map(cancel))).includes(true);
    },
    async stop() {
      stopping = true;
      for (const { controller } of current.values()) controller.abort();
      await Promise.all(unfinished);
    },
    get stopping() {
      return stopping;
    },
  };
}
