import { FormattedString } from '@grammyjs/parse-mode';
import { formatMoment, formatTimeOfDay } from './format-times.ts';

/**
 * `2026-11-21 14:05` in the chat's timezone; Telegram shows it to each reader in their own. Platforms without
 * that show the text. For moments, not for days: a day belongs to the chat's calendar.
 * @param at ms since 1970
 */
export function localMoment(at: number, timezone: string): FormattedString {
  return FormattedString.time(formatMoment(at, timezone), Math.floor(at / 1000), 'dt');
}

/**
 * `14:05`, in the same way.
 * @param at ms since 1970
 */
export function localTimeOfDay(at: number, timezone: string): FormattedString {
  return FormattedString.time(formatTimeOfDay(at, timezone), Math.floor(at / 1000), 't');
}
