import { AsyncLocalStorage } from 'node:async_hooks';

/** The update being handled. Messages sent to its chat meanwhile count as answers to its user. */
export interface UpdateContext {
  readonly chat: number;
  readonly user: number;
  /** QQ's id of the message or press that answers refer to. */
  readonly anchor: string;
  /** Number of messages sent to the chat so far. */
  sent: number;
  /** A short answer to a press, shown only if nothing else is sent. */
  toast?: string;
}

/** Finds the update during which a call is made, across awaits (AsyncLocalStorage). */
export interface CurrentUpdate {
  /**
   * Runs the handlers of an update. Work they leave running in the background does not belong to the update
   * once they have finished.
   */
  run(context: UpdateContext, handle: () => Promise<void>): Promise<void>;
  /** The current update, if it is of this chat. */
  inChat(chat: number): UpdateContext | undefined;
  /** The current update of any chat. */
  current(): UpdateContext | undefined;
}

export function createCurrentUpdate(): CurrentUpdate {
  const storage = new AsyncLocalStorage<{ context: UpdateContext; over: boolean }>();
  const current = () => {
    const state = storage.getStore();
    return state === undefined || state.over ? undefined : state.context;
  };
  return {
    async run(context, handle) {
      const state = { context, over: false };
      try {
        await storage.run(state, handle);
      } finally {
        state.over = true;
      }
    },
    inChat(chat) {
      const context = current();
      return context?.chat === chat ? context : undefined;
    },
    current,
  };
}
