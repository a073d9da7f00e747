import { setTimeout as wait } from 'node:timers/promises';
import { createConcurrentSink } from '@grammyjs/runner';
import { type Bot, type BotError, Context } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from './context.ts';
import { isCancel } from './read-command.ts';

/** Where updates go to be handled, however they came: fetched, or brought by a platform. */
export interface UpdateQueue {
  /**
   * Begins to handle updates; those seen a moment ago are passed over. Resolves with how many more may come, once that
   * is at least one. A handler's failure does not come out here.
   */
  take(updates: readonly Update[]): Promise<number>;
  /** Handles one update, and resolves once that was done. After `close` nothing is: its platform does not keep it. */
  handle(update: Update): Promise<void>;
  /** From now on none is wanted; whoever can shall keep them for the next start. */
  close(): void;
  /** Whether an update is wanted now. */
  readonly open: boolean;
  /** How many are being handled or wait for their turn. */
  readonly size: number;
  /** Since when (ms, monotonic) none has been finished although there are some; `undefined` when there are none. */
  readonly stalledSince: number | undefined;
  /** Waits until all are handled, at most `patience` milliseconds. */
  drain(patience: number): Promise<void>;
}

/** Updates coming in and being handled. */
export interface UpdateStream {
  /** Rejects when the platform ends it, with a sentence for the operator; may resolve after `stop`. */
  readonly ended: Promise<void>;
  /** Takes in no more, and waits at most `patience` milliseconds for what is being handled. */
  stop(patience: number): Promise<void>;
}

export interface UpdateQueueDeps {
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  /** Told of every update once it was handled. */
  onUpdate?: (() => void) | undefined;
}

/** So many are handled at once; further ones stay with Telegram. */
const mostAtOnce = 500;
/**
 * So many of one person are handled or wait for their turn, in all chats; what they send beyond that is passed over. While one
 * of them takes its time, the others would take every place there is.
 */
const mostOfOne = 100;
/** Telegram brings an update again when our answer was lost: so many of the last are known. */
const remembered = 1000;

/** An update queue that opens when the bot knows who it is (`botInfo`). */
export function createUpdateQueue(
  bot: Bot<BotContext>,
  { monotonic, onUpdate }: UpdateQueueDeps,
): UpdateQueue {
  const seen = new Set<number>();
  let closed = false;
  let size = 0;
  let since = 0;

  const isNew = ({ update_id }: Update): boolean => {
    if (seen.has(update_id)) return false;
    seen.add(update_id);
    const [oldest] = seen;
    if (oldest !== undefined && seen.size > remembered) seen.delete(oldest);
    return true;
  };
  const byPerson = new Map<string, number>();
  const personOf = (update: Update) => personKeyOf(new Context(update, bot.api, bot.botInfo));
  const isAdmitted = (update: Update): boolean => {
    const person = personOf(update);
    if (person === undefined) return true;
    const count = byPerson.get(person) ?? 0;
    if (count >= mostOfOne) return false;
    byPerson.set(person, count + 1);
    return true;
  };
  const release = (update: Update): void => {
    const person = personOf(update);
    const left = person === undefined ? 0 : (byPerson.get(person) ?? 0) - 1;
    if (person !== undefined && left > 0) byPerson.set(person, left);
    else if (person !== undefined) byPerson.delete(person);
  };
  const consume = async (update: Update): Promise<void> => {
    if (size === 0) since = monotonic();
    size += 1;
    try {
      await bot.handleUpdate(update);
    } finally {
      size -= 1;
      release(update);
      since = monotonic();
      onUpdate?.();
    }
  };
  const onError = async (error: BotError<BotContext>) => void (await bot.errorHandler(error));
  const sink = createConcurrentSink<Update, BotError<BotContext>>({ consume }, onError, {
    concurrency: mostAtOnce,
  });

  return {
    take: (updates) => sink.handle(updates.filter(isNew).filter(isAdmitted)),
    handle: async (update) => (closed || !isAdmitted(update) ? undefined : consume(update).catch(onError)),
    close() {
      closed = true;
    },
    get open() {
      return !closed && bot.isInited() && size < mostAtOnce;
    },
    get size() {
      return size;
    },
    get stalledSince() {
      return size > 0 ? since : undefined;
    },
    async drain(patience) {
      const end = performance.now() + patience;
      while ((size > 0 || sink.size() > 0) && performance.now() < end) await wait(20);
    },
  };
}

/** Whose words or press an update is; `undefined` for what a platform says of a chat, which is never too much. */
function personKeyOf(ctx: Context): string | undefined {
  const { message, callbackQuery } = ctx;
  if (message?.migrate_to_chat_id !== undefined) return undefined;
  // Anonymous admins of all groups have one id.
  const id = message?.sender_chat?.id ?? message?.from?.id ?? callbackQuery?.from.id;
  return id === undefined ? undefined : `${id}${isCancel(ctx) ? ':cancel' : ''}`;
}
