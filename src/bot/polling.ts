import { setTimeout as wait } from 'node:timers/promises';
import { type RunnerHandle, run } from '@grammyjs/runner';
import { type Bot, GrammyError } from 'grammy';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { BotContext } from './context.ts';
import { callSignal } from './telegram-fetch.ts';

/** How soon Telegram is asked again after it could not be reached, in milliseconds: an outage ends within seconds. */
const retryInterval = 3000;

/** Telegram turned this program away for good; `message` tells the operator what to do. */
export class TelegramRefused extends Error {
  override name = 'TelegramRefused';
}

/** Updates being fetched and handled. */
export interface Polling {
  /** Rejects with {@link TelegramRefused} when Telegram ends it; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Fetches no more, and waits at most `patience` milliseconds for what is being handled. */
  stop(patience: number): Promise<void>;
}

/**
 * Waits until Telegram says who the bot is, however long that takes, and makes sure that polling is the way.
 * @throws TelegramRefused when it does not know the token.
 */
export async function connect(
  bot: Bot<BotContext>,
  deps: { clock: Clock; log: Log; stop: AbortSignal },
): Promise<void> {
  for (let told = false; !bot.isInited(); told = true) {
    try {
      // `bot.init()` would try for ever by itself, without a word and deaf to the stop.
      bot.botInfo = await bot.api.getMe(callSignal(deps.stop));
    } catch (error) {
      deps.stop.throwIfAborted();
      if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
        throw refused(error);
      if (!told)
        deps.log.warn({ err: error }, 'Telegram cannot be reached yet; trying again every three seconds');
      await deps.clock.sleep(retryInterval, deps.stop);
    }
  }
  // Where a webhook is set, fetching is answered with 409; a server that cannot take one away has none.
  await bot.api.deleteWebhook({}, callSignal(deps.stop)).catch((err: unknown) => {
    deps.stop.throwIfAborted();
    deps.log.warn({ err }, 'a webhook may still be set');
  });
}

/** Starts fetching updates. */
export function startPolling(bot: Bot<BotContext>, log: Log): Polling {
  tellOutages(bot, log);
  const runner = run(bot, {
    runner: {
      silent: true,
      retryInterval,
      maxRetryTime: Number.POSITIVE_INFINITY,
      fetch: { allowed_updates: ['message', 'callback_query', 'my_chat_member'] },
    },
  });
  const ended = (runner.task() ?? Promise.resolve()).catch((error: unknown) => {
    if (error instanceof GrammyError) throw refused(error);
    log.error({ err: error }, 'the updates ended');
    throw error;
  });
  // Whoever waits for `ended` hears of it; before that, nobody may be listening.
  ended.catch(() => undefined);
  return { ended, stop: (patience) => stop(runner, patience) };
}

/** The runner stops at once while handlers are still at work, so they are waited for here. */
async function stop(runner: RunnerHandle, patience: number): Promise<void> {
  if (runner.isRunning()) await runner.stop();
  const end = performance.now() + patience;
  while (runner.size() > 0 && performance.now() < end) await wait(20);
}

/** One line when Telegram goes away and one when it is back, not one for each try. */
function tellOutages(bot: Bot<BotContext>, log: Log): void {
  let away = false;
  bot.api.config.use(async (call, method, payload, signal) => {
    if (method !== 'getUpdates') return call(method, payload, signal);
    try {
      const answer = await call(method, payload, signal);
      if (away) log.info('Telegram is back');
      away = false;
      return answer;
    } catch (error) {
      if (!away && !signal?.aborted)
        log.warn({ err: error }, 'Telegram cannot be reached; trying again every three seconds');
      away = true;
      throw error;
    }
  });
}

function refused(error: GrammyError): TelegramRefused {
  return new TelegramRefused(
    error.error_code === 409
      ? `Another program is fetching the updates of this bot, or a webhook is set (${error.description}). Stop it, or give this one a bot of its own.`
      : `Telegram does not accept BOT_TOKEN (${error.error_code} ${error.description}). Get the right one from @BotFather.`,
  );
}
