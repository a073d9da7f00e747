import { dateFormat } from '../text/date-format.ts';
import { day, minute } from './time-units.ts';

/** When a chat wants to be left alone, every day: minutes after midnight in its timezone (IANA name). */
export interface QuietHours {
  from: number;
  to: number;
  timezone: string;
}

/**
 * When the quiet hours end that a moment lies in (both ms); `undefined` outside of them. Hours over midnight are fine;
 * hours that end where they begin are none. Where the clocks change in between it may be off, so ask again then.
 * @throws RangeError for a timezone that does not exist
 */
export function quietUntil({ from, to, timezone }: QuietHours, now: number): number | undefined {
  const at = minuteOfDay(timezone, now);
  const inside = from <= to ? from <= at && at < to : at >= from || at < to;
  if (!inside) return undefined;
  const left = to > at ? to - at : to - at + day / minute;
  return Math.floor(now / minute) * minute + left * minute;
}

function minuteOfDay(timezone: string, now: number): number {
  const format = dateFormat('en', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0);
}
