import {
  type Alerts,
  createAlerts,
  type PollResult,
  type QuietHoursOf,
  type SendDigest,
} from '../alerts/index.ts';
import { createLocaleOf, type LocaleOf } from '../bot/chat-locale.ts';
import { createMessageState } from '../bot/message-state.ts';
import { createFanNames } from '../commands/alerts/fan-names.ts';
import { createQuietHoursOf } from '../commands/alerts/quiet-hours-text.ts';
import { createSendDigest, type SendDigestDeps } from '../commands/alerts/send-digest.ts';
import { createGroupBindings, type GroupBindings } from '../commands/group-binding/bindings.ts';
import { createGroupLostListener, type GroupLostListener } from '../commands/group-binding/group-lost.ts';
import { createApi, type TelegramClient } from '../telegram/client.ts';
import type { Site } from './bilibili.ts';
import type { Ground } from './store.ts';

/** What chats are told without having asked, and where. */
export interface Telling {
  alerts: Alerts;
  groupBindings: GroupBindings;
  groupLostListener: GroupLostListener;
  digests: SendDigestDeps['digests'];
  localeOf: LocaleOf;
  quietHoursOf: QuietHoursOf;
}

/** What telling takes besides. */
export interface TellingOptions {
  telegram: TelegramClient;
  /** The bot's name at Telegram; `undefined` until Telegram has said it. */
  username: () => string | undefined;
  /** How long a stop waits for messages on their way, ms. */
  grace: number;
  /** See the options of the start. */
  compareEvery?: number | undefined;
  /** Counts what becomes of messages, and looks. */
  counted: (send: SendDigest) => SendDigest;
  looked: (look: PollResult) => void;
}

/** Puts the alerts and what they need of Telegram together; nothing runs yet. */
export function createTelling(
  { config, clock, log, store }: Ground,
  { accounts }: Site,
  { telegram, username, grace, compareEvery, counted, looked }: TellingOptions,
): Telling {
  const { chats } = store;
  const { timezone } = config;
  const localeOf = createLocaleOf({ chats, language: config.language, timezone });
  const quietHoursOf = createQuietHoursOf({ chats, timezone });
  const digests = createMessageState(store.digests);
  const send = createSendDigest({
    api: createApi(config.botToken, { ...telegram, retries: 0 }),
    localeOf,
    accounts,
    digests,
    namesOf: createFanNames(accounts),
    username,
  });
  const alerts = createAlerts({
    records: store.watches,
    sessionOf: accounts.sessionOf,
    send: counted(async (digest, signal) => {
      const sent = await send(digest, signal);
      await groupLostListener.heed(digest, sent);
      return sent;
    }),
    quietHours: quietHoursOf,
    interval: config.alertInterval * 1000,
    compareEvery,
    clock,
    random: Math.random,
    onError: (mid, err) => log.error({ err, mid }, 'the alerts of an account failed'),
    onPoll: (_, look) => looked(look),
    grace,
  });
  const groupBindings = createGroupBindings({ chats, alerts, now: clock.now });
  const groupLostListener = createGroupLostListener({
    groupBindings,
    localeOf,
    api: createApi(config.botToken, telegram),
    onError: (err) => log.warn({ err }, 'an owner could not be told that a link has ended'),
  });
  return { alerts, groupBindings, groupLostListener, digests, localeOf, quietHoursOf };
}
