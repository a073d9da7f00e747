import { EventEmitter, once } from 'node:events';
import type { Update } from 'grammy/types';
import { conflict } from '../errors.ts';

/** The kinds of updates. */
export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** A call of getUpdates. */
export interface Poll {
  /** The first update wanted; earlier ones are confirmed. Negative: that many from the end. */
  offset: number;
  limit: number;
  /** How long to wait for an update, in seconds. */
  timeout: number;
}

/** Updates for the bot. They are kept until confirmed. */
export interface Updates {
  /** Adds an update with the next id, unless the bot has excluded its kind. */
  push(update: Omit<Update, 'update_id'>): void;
  poll(poll: Poll, signal: AbortSignal): Promise<Update[]>;
  /** Removes all updates before `offset`. */
  confirm(offset: number): void;
  clear(): void;
  /** Unconfirmed updates, oldest first. */
  pending(): Update[];
  /** The kinds of updates the bot wants; undefined for Telegram's defaults. */
  allowed: readonly UpdateKind[] | undefined;
  /** Resolves when a long poll is waiting, at once if one is. */
  polled(): Promise<void>;
  /** Ends the waiting long poll with 409 and this reason. */
  interrupt(reason: string): void;
  /** Resolves when all updates are confirmed. */
  drained(): Promise<void>;
  onPush(listener: () => void): void;
}

// Documented: sent only to bots that name them in allowed_updates.
const optionalKinds: readonly UpdateKind[] = ['chat_member', 'message_reaction', 'message_reaction_count'];
const FIRST_ID = 400_000_001;

export function createUpdates(): Updates {
  const queue: Update[] = [];
  const events = new EventEmitter();
  let nextId = FIRST_ID;
  /** Aborted with an error to end the waiting long poll. */
  let waiting: AbortController | undefined;

  const drop = (count: number) => {
    queue.splice(0, count);
    if (queue.length === 0) events.emit('drained');
  };
  const wait = async (timeout: number, signal: AbortSignal) => {
    const mine = new AbortController();
    waiting = mine;
    events.emit('polled');
    const ending = AbortSignal.any([signal, mine.signal, AbortSignal.timeout(timeout * 1000)]);
    // A timeout or a disconnected client is not an error.
    await once(events, 'push', { signal: ending }).catch(() => mine.signal.throwIfAborted());
    if (waiting === mine) waiting = undefined;
  };

  const updates: Updates = {
    allowed: undefined,
    push(update) {
      const kind = Object.keys(update)[0] as UpdateKind;
      const isWanted = updates.allowed ? updates.allowed.includes(kind) : !optionalKinds.includes(kind);
      if (!isWanted) return;
      queue.push({ update_id: nextId, ...update });
      nextId += 1;
      waiting = undefined;
      events.emit('push');
    },
    async poll({ offset, limit, timeout }, signal) {
      updates.interrupt(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
      if (offset > 0) updates.confirm(offset);
      if (offset < 0) updates.confirm((queue.at(offset) ?? queue[0])?.update_id ?? 0);
      if (queue.length === 0 && timeout > 0 && !signal.aborted) await wait(timeout, signal);
      return queue.slice(0, limit);
    },
    confirm(offset) {
      const kept = queue.findIndex((update) => update.update_id >= offset);
      drop(kept === -1 ? queue.length : kept);
    },
    clear: () => drop(queue.length),
    pending: () => [...queue],
    async polled() {
      if (!waiting) await once(events, 'polled');
    },
    interrupt(reason) {
      waiting?.abort(conflict(reason));
      waiting = undefined;
    },
    async drained() {
      if (queue.length > 0) await once(events, 'drained');
    },
    onPush: (listener) => events.on('push', listener),
  };
  return updates;
}
