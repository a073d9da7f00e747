/** Telegram refuses this program, and retrying cannot help; `message` tells the operator what to do. */
export class TelegramRefused extends Error {
  override name = 'TelegramRefused';
}

/** Telegram's error, in the form of grammY's GrammyError. */
interface Refusal {
  error_code: number;
  description: string;
}

/** The error for an unknown or revoked token. */
export function tokenRefused({ error_code, description }: Refusal): TelegramRefused {
  return new TelegramRefused(
    `Telegram does not accept BOT_TOKEN (${error_code} ${description}). Get the right one from @BotFather.`,
  );
}
