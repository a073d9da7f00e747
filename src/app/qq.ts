import { Api, type ApiClientOptions, type Bot } from 'grammy';
import type { BotContext } from '../bot/context.ts';
import { createUpdateQueue } from '../bot/update-queue.ts';
import type { OfficialQQSettings, OneBotSettings } from '../config.ts';
import type { IncomingWebhook } from '../http/webhook.ts';
import { createConnectionState } from '../qq/connection-state.ts';
import { type ChatIds, isNumberId, isOpenidId, numberIds, openidIds } from '../qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../qq/gateway/openid-table.ts';
import { replyWords } from '../qq/gateway/reply-words.ts';
import { createGateway, createStoppableFetch } from '../qq/gateway.ts';
import { createOfficial } from '../qq/official/official.ts';
import type { OfficialWebhook } from '../qq/official/webhook.ts';
import { createOneBot } from '../qq/onebot/onebot.ts';
import type { QQPort } from '../qq/port.ts';
import { createQQTraits, qqSendRates } from '../qq/traits-and-send-rates.ts';
import type { Base } from './base.ts';
import type { ChatPlatform, PlatformCallOptions, PlatformListener, Receiver } from './chat-platform.ts';

/** One way to connect to QQ, and what the bot needs to know about it. */
interface QQConnection {
  name: 'oneBot' | 'qqOfficial';
  port: QQPort;
  ids: ChatIds;
  has: ChatPlatform['hasChat'];
  /** A sentence for the operator: where the bot can be found. */
  place: string;
  /** The webhook that receives events, where the program does not connect by itself. */
  webhook?: { url: string; official: OfficialWebhook } | undefined;
}

/** grammY requires a token; QQ has none. */
const token = '0:qq';

/** Connects to QQ, through a OneBot implementation or the official bot API. */
export const connectQQ = {
  byOneBot(
    base: Base,
    { transport, token }: OneBotSettings,
    calls: PlatformCallOptions,
    undo: AsyncDisposableStack,
  ): ChatPlatform {
    const { clock } = base;
    const place =
      'url' in transport
        ? `guanxi runs on QQ: it connects to the OneBot v11 implementation at ${transport.url}`
        : `guanxi runs on QQ: it waits for a OneBot v11 implementation on this machine to connect to ws://127.0.0.1:${transport.port}`;
    const port = createOneBot({ transport, token, clock, fence: calls.fence, random: Math.random });
    return connect(base, { name: 'oneBot', port, ids: numberIds, has: isNumberId, place }, calls, undo);
  },

  byOfficial(
    base: Base,
    app: OfficialQQSettings,
    calls: PlatformCallOptions,
    undo: AsyncDisposableStack,
  ): ChatPlatform {
    const { config, clock, store } = base;
    const { qqWebhookUrl: url } = config;
    const ids = openidIds(createOpenidTable(store, clock.now));
    const port = createOfficial({
      app,
      apiRoot: config.qqApiRoot,
      byWebhook: url !== undefined,
      clock,
      fence: calls.fence,
      random: Math.random,
    });
    const place = `guanxi runs on QQ: as the bot ${app.id} of the official platform`;
    const webhook = url === undefined ? undefined : { url, official: port.webhook };
    return connect(base, { name: 'qqOfficial', port, ids, has: isOpenidId, place, webhook }, calls, undo);
  },
};

function connect(
  { clock, log, store, localeOf }: Base,
  { name, port, ids, has: hasChat, place, webhook }: QQConnection,
  { stop, readPicture }: PlatformCallOptions,
  undo: AsyncDisposableStack,
): ChatPlatform {
  const platform = createQQTraits(name, ids, port);
  const gateway = createGateway({
    port,
    ids,
    store,
    clock,
    random: Math.random,
    log,
    wordsOf: async (chat) => replyWords[(await localeOf(chat)).texts.language],
    questionOpen: async (chat, user) => (await store.conversations.get(`${chat}:${user}`)) !== undefined,
    picture: readPicture,
  });
  const client: ApiClientOptions = { fetch: createStoppableFetch(stop, gateway.fetch) };
  const api = new Api(token, client);
  const closing = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  // Updates being handled still send answers, so the connection is closed late.
  undo.defer(async () => {
    closing.abort();
    await ended.catch(() => undefined);
  });

  function receiver(bot: Bot<BotContext>, listener: PlatformListener): Receiver {
    const queue = createUpdateQueue(bot, { monotonic: clock.monotonic, onUpdate: listener.onUpdate });
    const state = createConnectionState({
      monotonic: clock.monotonic,
      log,
      self: port.self,
      onBack: listener.onReconnected,
      onAccount: listener.onAccountState,
    });
    return {
      title: platform.title,
      queue,
      webhook: webhook && incomingWebhook(webhook, queue),
      get away() {
        return state.awaySince !== undefined;
      },
      get silentSince() {
        return state.awaySince;
      },
      async start() {
        ended = gateway.run(
          {
            handle: queue.handle,
            onHeard: listener.onHeard,
            mayBefriend: async (user, words) => listener.acceptsFriendRequest(user, words),
            onState: state.handle,
          },
          closing.signal,
        );
        ended.catch(() => undefined);
        return {
          ended,
          async stop(timeout) {
            queue.close();
            await queue.drain(timeout);
          },
        };
      },
      place: () => place,
      howToClaim: (claim) => `Send this in a private chat with it on QQ to become the admin: ${claim}`,
    };
  }

  return {
    platform,
    hasChat,
    // A separate object for each connection, because each has its own rate: see SendRates.
    rates: { ...qqSendRates },
    api,
    apiWithoutRetries: new Api(token, { fetch: createStoppableFetch(stop, gateway.fetchForOutbox) }),
    bot: { token, client, botInfo: gateway.botInfo },
    receiver,
  };
}

/**
 * The webhook of the official platform. While no updates are accepted it answers 503, so that the platform
 * retries.
 */
function incomingWebhook(
  { url, official }: NonNullable<QQConnection['webhook']>,
  queue: { readonly open: boolean },
): IncomingWebhook {
  return {
    url,
    turnAway(headers) {
      if (!official.isForThisBot(headers)) return { status: 401, body: 'This is another bot.\n' };
      return queue.open ? undefined : { status: 503, body: 'No events are taken just now.\n' };
    },
    take: official.take,
  };
}
