/** Telegram turned this program away for good; `message` tells the operator what to do. */
export class TelegramRefused extends Error {
  override name = 'TelegramRefused';
}

/** What Telegram said, as grammY's GrammyError has it. */
interface Refusal {
  error_code: number;
  description: string;
}

/** The error for a token that Telegram does not know, or knows no more. */
export function tokenRefused({ error_code, description }: Refusal): TelegramRefused {
  return new TelegramRefused(
    `Telegram does not accept BOT_TOKEN (${error_code} ${description}). Get the right one from @BotFather.`,
  );
}
