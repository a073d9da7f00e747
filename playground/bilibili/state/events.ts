import { EventEmitter } from 'node:events';
import type { LoggedRequest } from './request-log.ts';

/** Events of a world: people or relations changed, a request arrived, a request was answered. */
export interface EventKinds {
  change: [];
  request: [LoggedRequest];
  answer: [LoggedRequest];
}

/** The event emitter of a world. Listeners are called synchronously. */
export interface Events {
  emit<K extends keyof EventKinds>(kind: K, ...event: EventKinds[K]): void;
  /** Returns the function that removes the listener. */
  on<K extends keyof EventKinds>(kind: K, listener: (...event: EventKinds[K]) => void): () => void;
}

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
