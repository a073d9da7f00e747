import { setTimeout as wait } from 'node:timers/promises';
import { createConcurrentSink } from '@grammyjs/runner';
import { type Bot, type BotError, Context } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from './context.ts';
import { createNewIdCheck } from './new-id-check.ts';
import { isCancel } from './read-command.ts';

/** Queue of updates to handle, whether fetched or pushed by the platform. */
export interface UpdateQueue {
  /**
   * Starts handling updates, skipping those seen recently. Resolves with how many more are accepted, once
   * that is at least one. Never rejects because of a handler.
   */
  take(updates: readonly Update[]): Promise<number>;
  /**
   * Handles one update and resolves when done. After `close` it is dropped, as its platform does not keep it.
   */
  handle(update: Update): Promise<void>;
  /** Stops accepting updates; those the platform keeps come after the next start. */
  close(): void;
  /** Whether updates are accepted now. */
  readonly open: boolean;
  /** How many updates are being handled or waiting. */
  readonly size: number;
  /**
   * Since when (monotonic ms) no update has finished although there are some; `undefined` when there are
   * none.
   */
  readonly stalledSince: number | undefined;
  /** Waits until all updates are handled, at most `timeout` ms. */
  drain(timeout: number): Promise<void>;
}

/** A running stream of updates. */
export interface UpdateStream {
  /** Rejects when the platform ends it, with a message for the operator; may resolve after `stop`. */
  readonly ended: Promise<void>;
  /** Stops receiving, and waits at most `timeout` ms for updates being handled. */
  stop(timeout: number): Promise<void>;
}

export interface UpdateQueueDeps {
  /** Monotonic clock, ms. */
  monotonic: () => number;
  /** Called after every handled update. */
  onUpdate?: (() => void) | undefined;
}

/** The most updates handled at the same time; more are left with the platform. */
const maxConcurrent = 500;
/**
 * The most updates of one user being handled or waiting, in all chats; more are dropped, so that one user
 * cannot take all places with slow updates.
 */
const maxPerUser = 100;
/** How many update ids are remembered: Telegram sends an update again when our answer was lost. */
const maxRememberedIds = 1000;

/** Creates an update queue; it accepts updates once the bot's identity is known (`botInfo`). */
export function createUpdateQueue(
  bot: Bot<BotContext>,
  { monotonic, onUpdate }: UpdateQueueDeps,
): UpdateQueue {
  const isNew = createNewIdCheck<number>(maxRememberedIds);
  let closed = false;
  let size = 0;
  let since = 0;

  const byPerson = new Map<string, number>();
  const personOf = (update: Update) => {
    try {
      return senderKeyOf(new Context(update, bot.api, bot.botInfo));
    } catch {
      // Not as the platform documents it; handling it fails, which is logged, and ends nothing.
      return undefined;
    }
  };
  const isAdmitted = (update: Update): boolean => {
    const person = personOf(update);
    if (person === undefined) return true;
    const count = byPerson.get(person) ?? 0;
    if (count >= maxPerUser) return false;
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
    concurrency: maxConcurrent,
  });

  return {
    take: (updates) => sink.handle(updates.filter((update) => isNew(update.update_id)).filter(isAdmitted)),
    handle: async (update) => (closed || !isAdmitted(update) ? undefined : consume(update).catch(onError)),
    close() {
      closed = true;
    },
    get open() {
      return !closed && bot.isInited() && size < maxConcurrent;
    },
    get size() {
      return size;
    },
    get stalledSince() {
      return size > 0 ? since : undefined;
    },
    async drain(timeout) {
      const end = performance.now() + timeout;
      while ((size > 0 || sink.size() > 0) && performance.now() < end) await wait(20);
    },
  };
}

/**
 * The sender of an update, for the limit per user; `undefined` for service updates, which are not limited.
 */
function senderKeyOf(ctx: Context): string | undefined {
  const { message, callbackQuery } = ctx;
  if (message?.migrate_to_chat_id !== undefined) return undefined;
  // Anonymous admins of all groups share one user id, so the chat they write as is used.
  const id = message?.sender_chat?.id ?? message?.from?.id ?? callbackQuery?.from.id;
  return id === undefined ? undefined : `${id}${isCancel(ctx) ? ':cancel' : ''}`;
}
