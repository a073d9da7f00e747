import type { LoggedRequest } from './requests.ts';

/** What can be listened to: people or relations changed; a request came in; a request was answered. */
export interface EventKinds {
  change: undefined;
  request: LoggedRequest;
  answer: LoggedRequest;
}

/** Where events of a world go through. Listeners hear of an event in the same turn it happens in. */
export interface Events {
  emit<K extends keyof EventKinds>(kind: K, event: EventKinds[K]): void;
  /** Returns the function that ends the listening. */
  on<K extends keyof EventKinds>(kind: K, listener: (event: EventKinds[K]) => void): () => void;
}

/** Makes the one place all events of a world go through. */
export function createEvents(): Events {
  const listeners: { [K in keyof EventKinds]: Set<(event: EventKinds[K]) => void> } = {
    change: new Set(),
    request: new Set(),
    answer: new Set(),
  };
  return {
    emit(kind, event) {
      for (const listener of [...listeners[kind]]) listener(event);
    },
    on(kind, listener) {
      listeners[kind].add(listener);
      return () => listeners[kind].delete(listener);
    },
  };
}
