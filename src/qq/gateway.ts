import type { ApiClientOptions } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { nativeSignal } from '../bot/grammy-abort-signal.ts';
import type { GrammyFetchInit } from '../bot/grammy-fetch-arguments.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../storage/index.ts';
import { createMethods, type MethodDeps } from './gateway/bot-api-methods.ts';
import { CallRefused, errorResponse, successResponse } from './gateway/bot-api-responses.ts';
import type { ChatIds } from './gateway/chat-ids.ts';
import { createCurrentUpdate } from './gateway/current-update.ts';
import { createEdits } from './gateway/edit-messages.ts';
import { createRoles } from './gateway/group-roles.ts';
import { createEventHandler, type EventHandlerDeps, type GatewayListener } from './gateway/handle-events.ts';
import { createKeepingSender } from './gateway/keep-refused-messages.ts';
import { createMenus } from './gateway/live-menus.ts';
import { createMessageIds, createMessageStore } from './gateway/message-store.ts';
import { createPacer } from './gateway/pacer.ts';
import { readCall } from './gateway/read-bot-api-call.ts';
import { createFiles } from './gateway/received-documents.ts';
import type { ReplyWords } from './gateway/reply-words.ts';
import { createAnswerRetries } from './gateway/retry-kept-answers.ts';
import { createSender } from './gateway/sender.ts';
import { botInfo } from './gateway/telegram-shapes.ts';
import { createUnsentMessages } from './gateway/unsent-message-store.ts';
import type { QQPort } from './port.ts';

export interface GatewayDeps {
  port: QQPort;
  ids: ChatIds;
  store: Pick<Store, 'qqMessages' | 'qqMessageNames' | 'qqUnsent' | 'qqMenus'>;
  clock: Clock;
  /** Like Math.random. */
  random: () => number;
  log: Log;
  /** The reply words in the chat's language. */
  wordsOf: (chat: number) => Promise<ReplyWords>;
  /** Whether the bot waits for typed text from this person. */
  questionOpen: (chat: number, user: number) => Promise<boolean>;
  /** Downloads a picture from the URL in a message; `undefined` when it cannot be had. */
  picture: MethodDeps['picture'];
}

/** A `fetch` for grammY's clients. */
export type BotApiFetch = (address: unknown, init?: GrammyFetchInit) => Promise<Response>;

/** QQ behind the interface of Telegram's Bot API. */
export interface Gateway {
  /**
   * For `new Bot(token, { botInfo, client: { fetch } })`: answers every call itself; no request goes to
   * Telegram.
   */
  fetch: BotApiFetch;
  /** The same for callers with an outbox of their own: they get the refusal instead. */
  fetchForOutbox: BotApiFetch;
  botInfo: UserFromGetMe;
  /**
   * Keeps the connection to QQ until `signal` aborts, and passes its events to `listener`.
   * @throws QQSetupError when it cannot start
   */
  run(listener: GatewayListener, signal: AbortSignal): Promise<void>;
}

/**
 * Puts the gateway together: QQ events become updates, Bot API calls become QQ messages. One set of handlers
 * so serves both platforms, also within conversations, whose calls pass only through `fetch`.
 */
export function createGateway(deps: GatewayDeps): Gateway {
  const { port, ids, store, clock, log } = deps;
  const now = () => clock.now();
  const currentUpdate = createCurrentUpdate();
  const messages = createMessageStore(store);
  const unsent = createUnsentMessages(store);
  const menus = createMenus(store, now);
  const roles = createRoles();
  const files = createFiles({ port, messages });
  const nextId = createMessageIds(now);
  const sender = createSender({
    port,
    ids,
    messages,
    nextId,
    menus,
    currentUpdate,
    pacer: createPacer(clock, deps.random),
    clock,
    wordsOf: deps.wordsOf,
    onDoubt: (detail) => log.warn({ detail }, 'a message to QQ may have been lost'),
  });
  const { replyQuota } = port.capabilities;
  const onLost = (err: unknown) => log.warn({ err }, 'what had waited could not be sent to QQ');
  const keeping = createKeepingSender({
    sender,
    messages,
    unsent,
    nextId,
    now,
    // Where QQ does not ration answers, no message waits.
    isAnswering: (chat) => replyQuota !== undefined && currentUpdate.inChat(chat) !== undefined,
    onKeptAnswer(chat) {
      log.warn('an answer could not be sent to QQ; it is tried again by itself');
      retries.begin(chat);
    },
    onLost,
  });
  const retries = createAnswerRetries({
    clock,
    random: deps.random,
    replyTime: (chat) => replyQuota?.[chat < 0 ? 'group' : 'person'].ms ?? 0,
    sendKept: keeping.sendKept,
    onError: onLost,
  });
  const edits = createEdits({
    messages,
    menus,
    currentUpdate,
    sender: keeping,
    clock,
    isRationed: replyQuota !== undefined,
    onLost: (err) => log.warn({ err }, 'the last state of a message could not be shown on QQ'),
  });
  const methodDeps: Omit<MethodDeps, 'sender'> = {
    messages,
    unsent,
    edits,
    menus,
    currentUpdate,
    files,
    roles,
    picture: deps.picture,
  };
  const { wordsOf, questionOpen } = deps;
  const eventHandlerDeps: EventHandlerDeps = {
    updates: { messages, menus, wordsOf, questionOpen, port, ids, roles, nextId },
    port,
    ids,
    currentUpdate,
    sender: keeping,
    // If everything can be pushed, no message waits.
    afterHearing: async (chat) => {
      if (port.capabilities.push !== 'free') await keeping.sendKept(chat);
    },
    now,
    log,
  };

  const createFetch =
    (methods: ReturnType<typeof createMethods>): BotApiFetch =>
    async (address, init = {}) => {
      const { signal } = nativeSignal(init.signal);
      const path = /\/file\/bot[^/]*\/(.+)$/u.exec(new URL(String(address)).pathname)?.[1];
      if (path !== undefined) return files.download(decodeURIComponent(path), signal);
      try {
        const call = await readCall(String(address), init);
        const method = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
        if (method === undefined) {
          log.warn({ method: call.method }, 'the bot called what QQ does not have');
          throw new CallRefused(404, `Not Found: QQ has no ${call.method}`);
        }
        return successResponse(await method(call, signal));
      } catch (error) {
        if (error instanceof CallRefused) return errorResponse(error);
        // Aborted while waiting to be sent: nothing was sent.
        if (signal.aborted) return errorResponse(new CallRefused(502, 'Bad Gateway: the call was given up'));
        // Without an answer, a conversation would wait forever.
        log.error({ err: error }, 'a call to QQ failed by a defect');
        return errorResponse(new CallRefused(500, 'Internal Server Error'));
      }
    };

  return {
    fetch: createFetch(createMethods({ ...methodDeps, sender: keeping })),
    fetchForOutbox: createFetch(createMethods({ ...methodDeps, sender })),
    botInfo,
    async run(listener, signal) {
      try {
        await port.run(createEventHandler(eventHandlerDeps, listener, signal), signal);
      } finally {
        edits.stop();
        retries.stop();
      }
    },
  };
}

/** Makes the `fetch` for grammY: the gateway's, but rejecting once `stop` aborts. */
export function createStoppableFetch(
  stop: AbortSignal,
  answer: BotApiFetch,
): NonNullable<ApiClientOptions['fetch']> {
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => undefined);
  const giveUp = () => stopped.reject(new Error('The call to QQ was given up'));
  if (stop.aborted) giveUp();
  else stop.addEventListener('abort', giveUp, { once: true });
  const fetch: BotApiFetch = (address, init) => Promise.race([answer(address, init), stopped.promise]);
  // grammY's type of `fetch` is that of node-fetch; the gateway accepts the same arguments.
  return fetch as unknown as NonNullable<ApiClientOptions['fetch']>;
}
