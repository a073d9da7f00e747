import { type Language, languages } from '../../config/languages.ts';
import en from './en/index.ts';
import zh from './zh/index.ts';

/** Every sentence the bot says, in one language. */
export type Texts = typeof zh & { language: Language };

/** The catalogues by language. */
export const catalogues: Readonly<Record<Language, Texts>> = {
  zh: { ...zh, language: 'zh' },
  en: { ...en, language: 'en' },
};

/**
 * The language for a chat: its own setting, else the one the reader's app is in (`zh-hans`, `en`, …; any that is not
 * spoken here reads English), else the configured one.
 */
export function languageFor(
  own: Language | undefined,
  code: string | undefined,
  configured: Language,
): Language {
  if (own !== undefined) return own;
  if (code === undefined || code === '') return configured;
  return languages.find((language) => code.toLowerCase().startsWith(language)) ?? 'en';
}
