import { dateFormat } from '../text/date-format-cache.ts';
import { day, minute } from '../time-units.ts';

/** A chat's daily quiet hours: minutes after midnight in its timezone (IANA name). */
export interface QuietHours {
  from: number;
  to: number;
  timezone: string;
}

/**
 * End of the quiet hours that `now` is in (ms); `undefined` outside. They may span midnight; if start and end
 * are equal there are none. May be wrong across a change of daylight saving time, so ask again then.
 * @throws RangeError for an unknown timezone
 */
export function quietHoursEnd({ from, to, timezone }: QuietHours, now: number): number | undefined {
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

/** The quiet hours of a chat; `undefined` when it has none. */
export type QuietHoursOf = (chat: number) => Promise<QuietHours | undefined>;
