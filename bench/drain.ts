import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createAccounts } from '../src/accounts/accounts.ts';
import { createAlerts, type Outbox } from '../src/alerts/index.ts';
import { createBilibili } from '../src/api/index.ts';
import { createLocaleOf } from '../src/bot/chat-locale.ts';
import { createMessageStateStore } from '../src/bot/message-state.ts';
import { systemClock } from '../src/clock.ts';
import { createSendDigest } from '../src/commands/alerts/send-digest.ts';
import { findOrMakeKeys, openStore } from '../src/storage/index.ts';
import { createApi } from '../src/telegram/grammy-client-options.ts';
import { createTelegramPlatform, telegramSendRates } from '../src/telegram/traits-and-send-rates.ts';
import type { Figure } from './figure.ts';
import { crowd, fanOf, fanSince, storeWatchedAccounts } from './support/crowd.ts';
import { startThread } from './support/server-thread.ts';
import type { Arrived } from './support/telegram-limited.ts';
import { token } from './support/token.ts';

const chats = 1000;
/** No polls during the measurement; ms. */
const never = 20 * 24 * 3600_000;

/**
 * Starts with a pending alert for each of 1000 chats, with Telegram's limits enforced: how fast they are
 * sent.
 */
export async function drain(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const path = join(folder, 'guanxi.sqlite');
  const store = await openStore({ path, keys: (await findOrMakeKeys(path)).keys });
  const mids = crowd(chats);
  await storeWatchedAccounts(store, mids, newFans);
  const telegram = await startThread('./telegram-limited.ts', mids);

  const bilibili = createBilibili({ readSpacing: 0, writeSpacing: 0 });
  const accounts = createAccounts({ bilibili, chats: store.chats, now: Date.now, idle: 3 * 3600_000 });
  const api = createApi(token, { apiRoot: telegram.ready, retries: 0 });
  const platform = createTelegramPlatform();
  const alerts = createAlerts({
    records: store.watches,
    sessionOf: accounts.sessionOf,
    egressOf: bilibili.egressOf,
    send: createSendDigest({
      clientOf: () => ({ platform, api, apiWithoutRetries: api }),
      localeOf: createLocaleOf({ chats: store.chats, language: 'zh', timezone: 'Asia/Shanghai' }),
      accounts,
      digests: createMessageStateStore(store.digests),
      milestonePicture: async () => undefined,
      historyOf: async () => undefined,
      now: Date.now,
      groupOwner: async () => undefined,
      namesOf: async () => new Map(),
    }),
    ratesOf: () => telegramSendRates,
    quietHours: async () => undefined,
    timezoneOf: async () => 'Asia/Shanghai',
    interval: never,
    clock: systemClock,
    random: () => 0.9,
    onError(_, error) {
      throw error;
    },
  });
  await alerts.start();
  while (alerts.status().waiting > 0) await pause(50);
  await alerts.stop();
  const { messages, refused } = (await telegram.ask('what came?')) as Arrived;
  await telegram.close();
  await store.close();
  await rm(folder, { recursive: true });

  const times = messages.map(({ at }) => at);
  const told = new Set(messages.map(({ chat }) => chat));
  return [
    {
      name: 'drainRate',
      what: `messages to ${chats} chats, first to last`,
      unit: '/s',
      ours: ((messages.length - 1) * 1000) / (Math.max(...times) - Math.min(...times)),
      wanted: { least: 28 },
    },
    {
      name: 'drainLost',
      what: 'chats of these that were told nothing',
      unit: 'chats',
      ours: mids.filter((mid) => !told.has(mid)).length,
      wanted: { most: 0 },
    },
    {
      name: 'drainRepeated',
      what: 'messages that a chat got twice',
      unit: 'messages',
      ours: messages.length - told.size,
      wanted: { most: 0 },
    },
    {
      name: 'drainRefused',
      what: 'messages refused for coming too fast (429)',
      unit: 'messages',
      ours: refused,
      wanted: { most: 0 },
    },
  ];
}

/** An outbox with three new fans. */
export function newFans(account: number): Outbox {
  const nobody = { first: [], more: [], beyond: 0 };
  const first = [0, 1, 2].map((index) => ({
    mid: fanOf(account, index),
    name: `第${index}位粉丝的名字`,
    sign: '一句不长不短的个性签名',
    face: '',
    at: fanSince(index),
    followed: false,
  }));
  return { fans: { ...nobody, first }, mutuals: nobody, lost: nobody, milestones: [], notices: [] };
}
