import { GrammyError } from 'grammy';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { Config } from '../config.ts';
import { createApi } from '../telegram/grammy-client-options.ts';
import { bad, type Finding, note, ok } from './finding.ts';

/** Timeout of a request to Telegram, ms. */
const patience = 15_000;

/** Checks the token, and whether a webhook is set. Does not disturb a running bot. */
export async function checkTelegram(config: Config): Promise<Finding[]> {
  if (config.botToken === undefined) return [note('BOT_TOKEN is not set: the bot is not on Telegram')];
  const api = createApi(config.botToken, { apiRoot: config.telegramApiRoot });
  const at = new URL(config.telegramApiRoot).host;
  try {
    const me = await api.getMe(grammyAbortSignal(AbortSignal.timeout(patience)));
    return [ok(`Telegram at ${at}: the token is that of @${me.username}`), ...(await checkWebhook())];
  } catch (error) {
    if (!(error instanceof GrammyError))
      return [bad(`Telegram cannot be reached at ${at}. Look at the network and TELEGRAM_API_ROOT`)];
    const known = error.error_code === 401 || error.error_code === 404;
    return [
      bad(
        known
          ? 'Telegram does not accept BOT_TOKEN. Get the right one from @BotFather'
          : `Telegram at ${at} refused: ${error.error_code} ${error.description}`,
      ),
    ];
  }

  async function checkWebhook(): Promise<Finding[]> {
    try {
      const { url = '' } = await api.getWebhookInfo(grammyAbortSignal(AbortSignal.timeout(patience)));
      // Some webhook paths contain a secret.
      const where = url === '' ? undefined : (URL.parse(url)?.host ?? 'somewhere');
      if (where === undefined) return [ok('No webhook is set: updates are fetched')];
      if (URL.parse(config.webhookUrl ?? '')?.host === where) return [ok(`A webhook is set, to ${where}`)];
      return [note(`A webhook is set, to ${where}, which is not WEBHOOK_URL: the next start changes that`)];
    } catch {
      return [note('Telegram does not say whether a webhook is set')];
    }
  }
}
