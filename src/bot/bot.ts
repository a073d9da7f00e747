import { Api, type ApiClientOptions, Bot } from 'grammy';
import type { Accounts } from '../accounts/accounts.ts';
import type { Log } from '../log.ts';
import type { ChatRecord, Collection, ConversationRecord } from '../storage/index.ts';
import type { Access } from './access.ts';
import type { BotContext } from './context.ts';
import type { Feature } from './feature.ts';
import { knowChat, speak } from './middleware/chat-settings.ts';
import { createCommandBook, runCommands } from './middleware/commands.ts';
import { deadline } from './middleware/deadline.ts';
import { explainFailures } from './middleware/explain-failures.ts';
import { guard } from './middleware/allow-users.ts';
import { lanes } from './middleware/serialize.ts';
import { keepLimits, type Limits } from './middleware/rate-limits.ts';
import { logUpdates } from './middleware/log-updates.ts';
import { overtake } from './middleware/cancel-first.ts';
import { runPresses } from './middleware/callbacks.ts';
import { eraseSecrets } from './middleware/delete-credentials.ts';
import { readText } from './middleware/plain-text.ts';
import { hearWhereabouts, type Whereabouts } from './middleware/membership.ts';
import { questions } from './questions.ts';
import { type TelegramCare, type TelegramInit, telegramFetch } from '../telegram/fetch.ts';
import type { Language } from './text/index.ts';
import type { UnderWay } from './in-flight.ts';

/** What the bot is made of. */
export interface BotDeps {
  token: string;
  telegram: TelegramClient;
  language: Language;
  timezone: string;
  access: Access;
  accounts: Accounts;
  chats: Collection<ChatRecord>;
  /** What open questions have heard so far; sealed, since a pasted cookie is among it. */
  conversations: Collection<ConversationRecord>;
  features: readonly Feature[];
  whereabouts: Whereabouts;
  log: Log;
  /** Ends every request still under way when the program stops. */
  stop: AbortSignal;
  /** How long one update may take, in milliseconds. */
  patience: number;
  underWay: UnderWay;
  limits: Limits;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of every update that failed by a defect of the program. */
  onDefect?: (() => void) | undefined;
}

/** How Telegram is reached. */
export interface TelegramClient extends TelegramCare {
  /** Address of the Bot API server, without a slash at the end. */
  apiRoot: string;
}

/** Calls to Telegram that answer no update, with the same care as those of the bot. */
export function createApi(token: string, telegram: TelegramClient): Api {
  return new Api(token, clientOptions(telegram));
}

/** The bot, from the first thing that happens to an update to the last. */
export function createBot(deps: BotDeps): Bot<BotContext> {
  const { features, log } = deps;
  const book = createCommandBook(features, deps.access);
  const limits = keepLimits(deps.limits, { book, now: deps.now });
  const bot = new Bot<BotContext>(deps.token, {
    client: clientOptions(deps.telegram),
  });

  bot.use(logUpdates(log));
  bot.use(lanes());
  bot.use(speak(deps));
  bot.use(explainFailures(deps));
  bot.use(knowChat(deps));
  bot.use(overtake(deps.underWay));
  bot.use(deadline(deps));
  bot.use(hearWhereabouts(deps.whereabouts));
  bot.use(guard(deps.access, limits.strangers));
  bot.use(eraseSecrets());
  bot.use(limits.commands);
  bot.use(
    questions(
      features.flatMap((feature) => feature.questions ?? []),
      deps.conversations,
    ),
  );
  bot.use(runCommands(book));
  bot.use(runPresses(features));
  bot.use(limits.words);
  bot.use(readText(features));

  // Only what escaped the explanation comes here; the context is not logged, since it holds the token.
  bot.catch(({ error, ctx }) => {
    log.error({ err: error, update: ctx.update.update_id }, 'an update failed');
    deps.onDefect?.();
  });
  return bot;
}

/** grammY names the types of another fetch; ours takes what it hands over. */
function clientOptions({ apiRoot, ...care }: TelegramClient): ApiClientOptions {
  const fetch = (input: unknown, init?: TelegramInit) => telegramFetch(input, init, care);
  return { apiRoot, timeoutSeconds: 60, fetch: fetch as unknown as ApiClientOptions['fetch'] & object };
}
