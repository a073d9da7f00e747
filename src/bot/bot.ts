import { type ApiClientOptions, Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Accounts } from '../accounts/accounts.ts';
import type { Language } from '../config/languages.ts';
import type { Log } from '../log.ts';
import type { NotesOf } from '../people/notes.ts';
import type { ChatRecord, ConversationRecord, Repository } from '../storage/index.ts';
import type { Access } from './access.ts';
import type { BotContext } from './context.ts';
import type { Feature } from './feature.ts';
import { allowUsers } from './middleware/allow-users.ts';
import { runCallbacks } from './middleware/callbacks.ts';
import { type ChatLifecycleListener, reportChatLifecycle } from './middleware/chat-lifecycle-events.ts';
import { chooseLanguage, loadChatSettings } from './middleware/chat-settings.ts';
import { createCommandBook, runCommands } from './middleware/commands.ts';
import { limitHandlingTime } from './middleware/deadline-and-cancel.ts';
import { deleteCredentials } from './middleware/delete-credentials.ts';
import { explainFailures } from './middleware/explain-failures.ts';
import { logUpdates } from './middleware/log-updates.ts';
import { offerPlainText } from './middleware/offer-plain-text.ts';
import { createRateLimits, type RateLimits } from './middleware/rate-limits.ts';
import { refuseLongMessages } from './middleware/refuse-long-messages.ts';
import { serializePerUser } from './middleware/serialize.ts';
import { showSlowWork } from './middleware/show-slow-work.ts';
import type { Platform } from './platform.ts';
import { questionMiddleware } from './questions.ts';

export interface BotDeps {
  token: string;
  platform: Platform;
  /** How calls are sent. */
  client: ApiClientOptions;
  /** The bot's identity; asked from the platform when missing. */
  botInfo?: UserFromGetMe;
  language: Language;
  timezone: string;
  access: Access;
  accounts: Accounts;
  chats: Repository<ChatRecord>;
  /** State of open questions; encrypted, because it may contain a pasted cookie. */
  conversations: Repository<ConversationRecord>;
  notesOf: NotesOf;
  features: readonly Feature[];
  membership: ChatLifecycleListener;
  log: Log;
  /** Aborts every request when the program stops. */
  stop: AbortSignal;
  /** How long handling one update may take, ms. */
  handlingTimeout: number;
  limits: RateLimits;
  /** Monotonic clock, ms. */
  monotonic: () => number;
  /** Called for every update that failed because of a defect in the program. */
  onDefect?: (() => void) | undefined;
}

/** Creates a bot with its middleware in order. It knows no platform. */
export function createBot(deps: BotDeps): Bot<BotContext> {
  const { features, log } = deps;
  const book = createCommandBook(features, deps.access);
  const limits = createRateLimits(deps.limits, { book, monotonic: deps.monotonic });
  const takePasted = features.find(({ pasted }) => pasted)?.pasted ?? (async () => undefined);
  const bot = new Bot<BotContext>(deps.token, {
    client: deps.client,
    ...(deps.botInfo && { botInfo: deps.botInfo }),
  });

  bot.use(logUpdates(log));
  bot.use(serializePerUser());
  bot.use(chooseLanguage(deps));
  bot.use(explainFailures(deps));
  bot.use(loadChatSettings(deps));
  bot.use(limitHandlingTime(deps));
  bot.use(reportChatLifecycle(deps.membership));
  bot.use(allowUsers(deps.access, limits.strangers));
  bot.use(showSlowWork());
  bot.use(deleteCredentials());
  bot.use(refuseLongMessages());
  bot.use(limits.commands);
  bot.use(
    questionMiddleware(
      features.flatMap((feature) => feature.questions ?? []),
      deps.conversations,
      takePasted,
    ),
  );
  bot.use(runCommands(book, takePasted));
  bot.use(runCallbacks(features));
  bot.use(limits.words);
  bot.use(offerPlainText(features, takePasted));

  // Only errors that could not be explained arrive here. The context is not logged because it contains the
  // token.
  bot.catch(({ error, ctx }) => {
    log.error({ err: error, update: ctx.update.update_id }, 'an update failed');
    deps.onDefect?.();
  });
  return bot;
}
