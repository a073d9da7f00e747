import type { Update } from 'grammy/types';
import { conflict } from '../errors.ts';

/** The kinds of updates a bot can ask for. */
export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** One call of getUpdates. */
export interface Poll {
  /** The first update wanted; all before it count as confirmed. Negative: that many from the end. */
  offset: number;
  limit: number;
  /** Seconds to wait when there is nothing. */
  timeout: number;
}

/** Updates waiting for the bot. They stay until the bot confirms them, whichever process it runs in. */
export interface Updates {
  /** Adds an update with the next id, unless the bot has not asked for its kind. */
  push(update: Omit<Update, 'update_id'>): void;
  poll(poll: Poll, signal: AbortSignal): Promise<Update[]>;
  /** Drops everything before `offset`. */
  confirm(offset: number): void;
  clear(): void;
  /** What is not confirmed yet, oldest first. */
  pending(): Update[];
  /** The kinds the bot wants; undefined is Telegram's default set. */
  allowed: readonly UpdateKind[] | undefined;
  /** Resolves when a long poll waits, which may be now. */
  polled(): Promise<void>;
  /** Ends a waiting long poll with 409 and this reason. */
  interrupt(reason: string): void;
  /** Resolves when every update so far has been confirmed. */
  drained(): Promise<void>;
  onPush(listener: () => void): void;
}

// Documented: these are only sent to a bot that names them in allowed_updates.
const onRequest: readonly UpdateKind[] = ['chat_member', 'message_reaction', 'message_reaction_count'];
const FIRST_ID = 400_000_001;

interface Waiter {
  deliver(): void;
  refuse(error: Error): void;
}

/** Makes an empty queue. */
export function createUpdates(): Updates {
  const queue: Update[] = [];
  let nextId = FIRST_ID;
  let waiter: Waiter | undefined;
  const draining: (() => void)[] = [];
  const awaitingPoll: (() => void)[] = [];
  const listeners: (() => void)[] = [];

  const tellDrained = () => {
    if (queue.length > 0) return;
    for (const resolve of draining.splice(0)) resolve();
  };
  const wait = (limit: number, timeout: number, signal: AbortSignal) =>
    new Promise<Update[]>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', mine.deliver);
        if (waiter === mine) waiter = undefined;
      };
      const mine: Waiter = {
        deliver() {
          stop();
          resolve(queue.slice(0, limit));
        },
        refuse(error) {
          stop();
          reject(error);
        },
      };
      const timer = setTimeout(mine.deliver, timeout * 1000);
      signal.addEventListener('abort', mine.deliver);
      waiter = mine;
      for (const resolve of awaitingPoll.splice(0)) resolve();
    });

  const updates: Updates = {
    allowed: undefined,
    push(update) {
      const kind = Object.keys(update)[0] as UpdateKind;
      const wanted = updates.allowed ? updates.allowed.includes(kind) : !onRequest.includes(kind);
      if (!wanted) return;
      queue.push({ update_id: nextId, ...update });
      nextId += 1;
      waiter?.deliver();
      for (const listener of listeners) listener();
    },
    async poll({ offset, limit, timeout }, signal) {
      updates.interrupt(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
      if (offset > 0) updates.confirm(offset);
      if (offset < 0) updates.confirm((queue.at(offset) ?? queue[0])?.update_id ?? 0);
      if (queue.length > 0 || timeout === 0 || signal.aborted) return queue.slice(0, limit);
      return wait(limit, timeout, signal);
    },
    confirm(offset) {
      const kept = queue.findIndex((update) => update.update_id >= offset);
      queue.splice(0, kept === -1 ? queue.length : kept);
      tellDrained();
    },
    clear() {
      queue.length = 0;
      tellDrained();
    },
    pending: () => [...queue],
    polled: () => (waiter ? Promise.resolve() : new Promise((resolve) => awaitingPoll.push(resolve))),
    interrupt: (reason) => waiter?.refuse(conflict(reason)),
    drained: () =>
      queue.length === 0 ? Promise.resolve() : new Promise((resolve) => draining.push(resolve)),
    onPush: (listener) => listeners.push(listener),
  };
  return updates;
}
