import { EventEmitter } from 'node:events';

/** An event emitter. Listeners are called synchronously. */
export interface Events<Kinds extends Record<string, unknown>> {
  emit<K extends keyof Kinds & string>(kind: K, event: Kinds[K]): void;
  /** Returns the function that removes the listener. */
  on<K extends keyof Kinds & string>(kind: K, listener: (event: Kinds[K]) => void): () => void;
}

export function createEvents<Kinds extends Record<string, unknown>>(): Events<Kinds> {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    emit: (kind, event) => void emitter.emit(kind, event),
    on(kind, listener) {
      emitter.on(kind, listener);
      return () => emitter.off(kind, listener);
    },
  };
}
