import { FormattedString } from '@grammyjs/parse-mode';
import { formatMoment, formatTimeOfDay } from './format-times.ts';

/**
 * `2026-11-21 14:05` in the chat's timezone, which Telegram shows each reader in their own. Where that is not known, and on
 * other platforms, the text stands as it is. For moments, not for days: a day is one of the chat's calendar.
 * @param at ms
 */
export function localMoment(at: number, timezone: string): FormattedString {
  return FormattedString.time(formatMoment(at, timezone), Math.floor(at / 1000), 'dt');
}

/** `14:05`, in the same way. @param at ms */
export function localTimeOfDay(at: number, timezone: string): FormattedString {
  return FormattedString.time(formatTimeOfDay(at, timezone), Math.floor(at / 1000), 't');
}
