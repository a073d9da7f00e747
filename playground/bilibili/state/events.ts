import { EventEmitter } from 'node:events';
import type { LoggedRequest } from './request-log.ts';

/** What can be listened to: people or relations changed; a request came in; a request was answered. */
export interface EventKinds {
  change: [];
  request: [LoggedRequest];
  answer: [LoggedRequest];
}

/** Where events of a world go through. Listeners hear of an event in the same turn it happens in. */
export interface Events {
  emit<K extends keyof EventKinds>(kind: K, ...event: EventKinds[K]): void;
  /** Returns the function that ends the listening. */
  on<K extends keyof EventKinds>(kind: K, listener: (...event: EventKinds[K]) => void): () => void;
}

/** Makes the one place all events of a world go through. */
export function createEvents(): Events {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    emit: (kind, ...event) => void emitter.emit(kind, ...event),
    on(kind, listener) {
      emitter.on(kind, listener);
      return () => emitter.off(kind, listener);
    },
  };
}
