import type { UpdateStream } from '../bot/update-queue.ts';
import type { Receiver } from './chat-platform.ts';

/** The updates of all platforms. */
export interface StartedReceivers extends UpdateStream {
  /** Resolves once all platforms deliver updates; rejects when one refuses or ends. */
  readonly ready: Promise<void>;
}

/**
 * Starts the receivers of all platforms at the same time: one that is unreachable does not delay the others.
 */
export function startReceivers(receivers: readonly Receiver[], signal: AbortSignal): StartedReceivers {
  const closing = new AbortController();
  const giveUp = AbortSignal.any([signal, closing.signal]);
  const starting = receivers.map((receiver) => receiver.start(giveUp));
  /** Rejects with the first error; resolves once all have ended. */
  const ended = Promise.all(starting.map(async (started) => (await started).ended)).then(() => undefined);
  // Avoids an unhandled rejection while nobody waits for `ended` yet.
  ended.catch(() => undefined);
  const started = Promise.all(starting).then(() => undefined);
  return {
    ready: Promise.race([started, ended]),
    ended,
    async stop(timeout) {
      closing.abort();
      const stopping = starting.map(async (one) => (await one.catch(() => undefined))?.stop(timeout));
      await Promise.all(stopping);
    },
  };
}
