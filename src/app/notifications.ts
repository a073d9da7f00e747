import { type Alerts, createAlerts, type Look, type QuietHoursOf, type Send } from '../alerts/index.ts';
import { createNamesOf } from '../commands/alerts/fan-names.ts';
import { createSend, type SendDeps } from '../commands/alerts/send-digest.ts';
import { createApi, type TelegramClient } from '../bot/bot.ts';
import { createForgetful } from '../bot/message-state.ts';
import { createFarewell, type Farewell } from '../commands/group-binding/group-lost.ts';
import { createLinks, type Links } from '../commands/group-binding/bindings.ts';
import { createQuietHoursOf } from '../commands/alerts/quiet-hours-text.ts';
import { createWordsOf, type WordsOf } from '../bot/chat-locale.ts';
import type { Ground } from './store.ts';
import type { Site } from './bilibili.ts';

/** What chats are told without having asked, and where. */
export interface Telling {
  alerts: Alerts;
  links: Links;
  farewell: Farewell;
  digests: SendDeps['digests'];
  wordsOf: WordsOf;
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
  counted: (send: Send) => Send;
  looked: (look: Look) => void;
}

/** How long it is known whom a message about new fans told of; ms. */
const digestLife = 30 * 24 * 3600_000;

/** Puts the alerts and what they need of Telegram together; nothing runs yet. */
export function createTelling(
  { config, clock, log, store }: Ground,
  { accounts }: Site,
  { telegram, username, grace, compareEvery, counted, looked }: TellingOptions,
): Telling {
  const { chats } = store;
  const { timezone } = config;
  const wordsOf = createWordsOf({ chats, language: config.language, timezone });
  const quietHoursOf = createQuietHoursOf({ chats, timezone });
  const digests = createForgetful(store.digests, clock.now, digestLife);
  const send = createSend({
    api: createApi(config.botToken, { ...telegram, retries: 0 }),
    wordsOf,
    accounts,
    digests,
    namesOf: createNamesOf(accounts),
    username,
  });
  const alerts = createAlerts({
    records: store.watches,
    sessionOf: accounts.sessionOf,
    send: counted(async (digest, signal) => {
      const sent = await send(digest, signal);
      await farewell.heed(digest, sent);
      return sent;
    }),
    quietHours: quietHoursOf,
    interval: config.alertInterval * 1000,
    compareEvery,
    clock,
    random: Math.random,
    onError: (mid, err) => log.error({ err, mid }, 'the alerts of an account failed'),
    onLook: (_, look) => looked(look),
    grace,
  });
  const links = createLinks({ chats, alerts, now: clock.now });
  const farewell = createFarewell({
    links,
    wordsOf,
    api: createApi(config.botToken, telegram),
    onError: (err) => log.warn({ err }, 'an owner could not be told that a link has ended'),
  });
  return { alerts, links, farewell, digests, wordsOf, quietHoursOf };
}
