import { type Language, languages } from '../../config/languages.ts';
import * as en from './en/index.ts';
import * as zh from './zh/index.ts';

/** All texts of the bot in one language. */
export type Texts = typeof zh & { language: Language };

/** The catalogues by language. */
export const catalogues: Readonly<Record<Language, Texts>> = {
  zh: inLanguage('zh', zh),
  en: inLanguage('en', en),
};

function inLanguage(language: Language, texts: typeof zh): Texts {
  return { ...texts, language };
}

/**
 * The language of a chat: its own setting, else that of the user's app (`zh-hans`, `en`, …; English for
 * unsupported ones), else the configured one.
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
