import type { Api } from 'grammy';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import { catalogues } from '../bot/text/index.ts';
import { type Language, languages } from '../config/languages.ts';

/**
 * Sets the bot's description and profile text: in the configured language by default, and in each supported
 * language for its users. Telegram allows few such changes a day, so unchanged texts are not sent.
 */
export async function describeBot(api: Api, language: Language, signal: AbortSignal): Promise<void> {
  const grammySignal = grammyAbortSignal(signal);
  const readers = [{ spoken: language }, ...languages.map((spoken) => ({ spoken, language_code: spoken }))];
  for (const { spoken, ...reader } of readers) {
    const { description, shortDescription } = catalogues[spoken].start;
    const now = await api.getMyDescription(reader, grammySignal);
    if (now.description !== description) await api.setMyDescription(description, reader, grammySignal);
    const short = await api.getMyShortDescription(reader, grammySignal);
    if (short.short_description !== shortDescription)
      await api.setMyShortDescription(shortDescription, reader, grammySignal);
  }
}
