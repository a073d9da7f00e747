import { AsyncLocalStorage } from 'node:async_hooks';

/** One update being handled: whatever is sent to its chat meanwhile answers the person it came from. */
export interface UpdateContext {
  readonly chat: number;
  readonly user: number;
  /** The message or press on QQ that is answered. */
  readonly anchor: string;
  /** How many messages went to the chat. */
  sent: number;
  /** A short word for a press, shown only when nothing else is. */
  toast?: string;
}

/** Knows which turn a call belongs to, through everything that is awaited. */
export interface CurrentUpdate {
  /** Runs an update's handlers. What they leave running in the background is no part of the turn once they are done. */
  run(turn: UpdateContext, handle: () => Promise<void>): Promise<void>;
  /** The turn under way, if it is one of this chat. */
  current(chat: number): UpdateContext | undefined;
  /** The turn under way, whatever its chat. */
  underWay(): UpdateContext | undefined;
}

export function createCurrentUpdate(): CurrentUpdate {
  const storage = new AsyncLocalStorage<{ turn: UpdateContext; over: boolean }>();
  const underWay = () => {
    const state = storage.getStore();
    return state === undefined || state.over ? undefined : state.turn;
  };
  return {
    async run(turn, handle) {
      const state = { turn, over: false };
      try {
        await storage.run(state, handle);
      } finally {
        state.over = true;
      }
    },
    current(chat) {
      const turn = underWay();
      return turn?.chat === chat ? turn : undefined;
    },
    underWay,
  };
}
