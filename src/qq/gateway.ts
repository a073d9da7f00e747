import type { UserFromGetMe } from 'grammy/types';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createMethods, type MethodDeps } from './gateway/bot-api-methods.ts';
import { CallRefused, done, refused } from './gateway/bot-api-responses.ts';
import type { ChatIds } from './gateway/chat-ids.ts';
import { createCurrentUpdate } from './gateway/current-update.ts';
import { createEdits } from './gateway/edit-messages.ts';
import { createRoles } from './gateway/group-roles.ts';
import { createEventHandler, type EventHandlerDeps, type GatewayListener } from './gateway/handle-events.ts';
import { createKeepingSender } from './gateway/keep-refused-messages.ts';
import { createMenus, type MenuRecords } from './gateway/live-menus.ts';
import { createMessageIds, type MessageStore } from './gateway/message-store.ts';
import { createPacer } from './gateway/pacer.ts';
import { type CallInit, nativeSignal, readCall } from './gateway/read-bot-api-call.ts';
import { createFiles } from './gateway/received-documents.ts';
import type { ReplyWords } from './gateway/reply-words.ts';
import { createSender } from './gateway/sender.ts';
import { botInfo } from './gateway/telegram-shapes.ts';
import type { UnsentMessages } from './gateway/unsent-messages.ts';
import type { QQPort } from './port.ts';

export interface GatewayDeps {
  port: QQPort;
  ids: ChatIds;
  messages: MessageStore;
  /** What QQ does not take before somebody writes. */
  unsent: UnsentMessages;
  /** What may be answered by words. */
  menus: MenuRecords;
  clock: Clock;
  /** As Math.random. */
  random: () => number;
  log: Log;
  /** The words of a chat's language. */
  wordsOf: (chat: number) => Promise<ReplyWords>;
  /** Whether the bot has asked this person something that they are to type. */
  questionOpen: (chat: number, user: number) => Promise<boolean>;
  /** Downloads a picture that a message names by its address; `undefined` when it cannot be had. */
  picture: MethodDeps['picture'];
}

/** As grammY's clients take it. */
export type BotApiFetch = (address: unknown, init?: CallInit) => Promise<Response>;

/** QQ as a bot written for Telegram's Bot API sees it. */
export interface Gateway {
  /** For `new Bot(token, { botInfo, client: { fetch } })`: every call is answered here, and none leaves for anywhere else. */
  fetch: BotApiFetch;
  /** The same for whatever keeps what QQ refuses in an outbox of its own: it is told of the refusal. */
  fetchForOutbox: BotApiFetch;
  botInfo: UserFromGetMe;
  /**
   * Keeps the connection to QQ until `signal` aborts, and hands on what happens there.
   * @throws QQSetupError when it cannot even begin.
   */
  run(listener: GatewayListener, signal: AbortSignal): Promise<void>;
}

/**
 * Answers the Bot API with QQ: updates come out of what happens there, and calls become messages. So one set of handlers
 * serves both, conversations included, which make calls past everything but `fetch`.
 */
export function createGateway(deps: GatewayDeps): Gateway {
  const { port, ids, messages, unsent, clock, log } = deps;
  const now = () => clock.now();
  const turns = createCurrentUpdate();
  const menus = createMenus(deps.menus, now);
  const roles = createRoles();
  const files = createFiles({ port, messages });
  const { next: nextId } = createMessageIds(now);
  const sender = createSender({
    port,
    ids,
    messages,
    nextId,
    menus,
    turns,
    pacer: createPacer(clock, deps.random),
    clock,
    wordsOf: deps.wordsOf,
    onDoubt: (detail) => log.warn({ detail }, 'a message to QQ may have been lost'),
  });
  const keeping = createKeepingSender({
    sender,
    messages,
    unsent,
    nextId,
    now,
    onLost: (err) => log.warn({ err }, 'what had waited could not be sent to QQ'),
  });
  const edits = createEdits({
    messages,
    menus,
    turns,
    sender: keeping,
    clock,
    isRationed: port.capabilities.replyQuota !== undefined,
    onLost: (err) => log.warn({ err }, 'the last state of a message could not be shown on QQ'),
  });
  const methodDeps: Omit<MethodDeps, 'sender'> = {
    messages,
    unsent,
    edits,
    menus,
    turns,
    files,
    roles,
    picture: deps.picture,
  };
  const { wordsOf, questionOpen } = deps;
  const hearing: EventHandlerDeps = {
    updates: { messages, menus, wordsOf, questionOpen, port, ids, roles, nextId },
    port,
    ids,
    turns,
    sender,
    // Where everything may be pushed, nothing waits for that.
    afterHearing: port.capabilities.push === 'free' ? async () => undefined : keeping.sendKept,
    now,
    log,
  };

  const answeredBy =
    (methods: ReturnType<typeof createMethods>): BotApiFetch =>
    async (address, init = {}) => {
      const signal = nativeSignal(init.signal);
      const path = /\/file\/bot[^/]*\/(.+)$/u.exec(new URL(String(address)).pathname)?.[1];
      if (path !== undefined) return files.download(decodeURIComponent(path), signal);
      try {
        const call = await readCall(String(address), init);
        const method = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
        if (method === undefined) {
          log.warn({ method: call.method }, 'the bot called what QQ does not have');
          throw new CallRefused(404, `Not Found: QQ has no ${call.method}`);
        }
        return done(await method(call, signal));
      } catch (error) {
        if (error instanceof CallRefused) return refused(error);
        // It waited for its turn: nothing was sent.
        if (signal?.aborted) return refused(new CallRefused(502, 'Bad Gateway: the call was given up'));
        // A conversation would wait for ever on an error that is no answer.
        log.error({ err: error }, 'a call to QQ failed by a defect');
        return refused(new CallRefused(500, 'Internal Server Error'));
      }
    };

  return {
    fetch: answeredBy(createMethods({ ...methodDeps, sender: keeping })),
    fetchForOutbox: answeredBy(createMethods({ ...methodDeps, sender })),
    botInfo,
    async run(listener, signal) {
      try {
        await port.run(createEventHandler(hearing, listener, signal), signal);
      } finally {
        edits.stop();
      }
    },
  };
}
