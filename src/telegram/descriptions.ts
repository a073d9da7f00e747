import type { Api } from 'grammy';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import { catalogues } from '../bot/text/index.ts';
import { type Language, languages } from '../config/languages.ts';

/**
 * Sets what people read of the bot before they begin, and in its profile: in the configured language for all, and in each
 * of ours for those who read it. Telegram takes few such changes a day, so what is so already is left alone.
 */
export async function describeBot(api: Api, language: Language, signal: AbortSignal): Promise<void> {
  const given = grammyAbortSignal(signal);
  const readers = [{ spoken: language }, ...languages.map((spoken) => ({ spoken, language_code: spoken }))];
  for (const { spoken, ...reader } of readers) {
    const { description, shortDescription } = catalogues[spoken].common.about;
    const now = await api.getMyDescription(reader, given);
    if (now.description !== description) await api.setMyDescription(description, reader, given);
    const short = await api.getMyShortDescription(reader, given);
    if (short.short_description !== shortDescription)
      await api.setMyShortDescription(shortDescription, reader, given);
  }
}
