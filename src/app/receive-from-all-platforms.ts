import type { UpdateStream } from '../bot/update-queue.ts';
import type { Receiver } from './chat-platform.ts';

/** The updates of all platforms. */
export interface Receiving extends UpdateStream {
  /** Resolves once every platform lets updates in; rejects when one refuses, or ends. */
  readonly ready: Promise<void>;
}

/** Lets updates in, from each platform as soon as it can be: one that is away holds up no other. */
export function receive(receivers: readonly Receiver[], signal: AbortSignal): Receiving {
  const closing = new AbortController();
  const giveUp = AbortSignal.any([signal, closing.signal]);
  const starting = receivers.map((receiver) => receiver.start(giveUp));
  /** The first that ends with an error; as long as none does, when all have ended. */
  const ended = Promise.all(starting.map(async (started) => (await started).ended)).then(() => undefined);
  // Whoever waits for `ended` hears of it; before that, nobody may be listening.
  ended.catch(() => undefined);
  const started = Promise.all(starting).then(() => undefined);
  return {
    ready: Promise.race([started, ended]),
    ended,
    async stop(patience) {
      closing.abort();
      const stopping = starting.map(async (one) => (await one.catch(() => undefined))?.stop(patience));
      await Promise.all(stopping);
    },
  };
}
