/** Formats times in a timezone. Times are in ms since 1970. */

import { FormattedString } from '@grammyjs/parse-mode';
import { startOfDay } from '../../calendar-day.ts';
import { dateFormat } from '../../text/date-format-cache.ts';
import { day } from '../../time-units.ts';

/** `2026-11-21` */
export function formatDay(at: number, timezone: string): string {
  return dateFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
}

/**
 * The first moment of a day like `2026-11-21` in a timezone, in ms since 1970; `undefined` when it is no
 * valid day.
 */
export function dayToMoment(text: string, timezone: string): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(text) ?? [];
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const written = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  if (year === undefined || new Date(midnight).toISOString().slice(0, 10) !== written) return undefined;
  const start = startOfDay(midnight / day, timezone);
  // A timezone may have skipped a day.
  return formatDay(start, timezone) === written ? start : undefined;
}

/** `14:05` */
export function formatTimeOfDay(at: number, timezone: string): string {
  return dateFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' }).format(at);
}

/** `2026-11-21 14:05` */
export function formatMoment(at: number, timezone: string): string {
  return `${formatDay(at, timezone)} ${formatTimeOfDay(at, timezone)}`;
}

/** The day, month (from 1) and year of a moment, for texts that spell dates out. */
export function calendarDate(at: number, timezone: string): { day: number; month: number; year: number } {
  const [year = 0, month = 0, day = 0] = formatDay(at, timezone).split('-').map(Number);
  return { day, month, year };
}

/** `2026-11-21T14:05:09+08:00`: a moment in ISO 8601 with the timezone's offset. */
export function isoTime(at: number, timezone: string): string {
  const parts = dateFormat('sv-SE', { timeZone: timezone, timeZoneName: 'longOffset' });
  const offset = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const clock = dateFormat('sv-SE', { timeZone: timezone, timeStyle: 'medium' }).format(at);
  const [distance = '+00:00'] = /[+−-]\d{2}:\d{2}/u.exec(offset) ?? [];
  return `${formatDay(at, timezone)}T${clock}${distance.replace('−', '-')}`;
}

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
