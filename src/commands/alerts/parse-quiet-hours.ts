import type { ChatRecord } from '../../storage/index.ts';
import { clockTime, formatMinuteOfDay, minuteOfDay } from '../time-of-day.ts';

/** Daily quiet hours, in minutes after midnight. */
export type Hours = NonNullable<ChatRecord['quietHours']>;

/** A parsed answer to the question for quiet hours. */
export type WrittenHours =
  | { kind: 'hours'; hours: Hours }
  | { kind: 'off' }
  /** Start and end are equal, which could mean always or never. */
  | { kind: 'equal' }
  | { kind: 'unreadable' };

const written = new RegExp(String.raw`^${clockTime}\s*(?:[-~–—−〜至到]|to)\s*${clockTime}$`, 'iu');

/** Parses `23:00-08:00`, `23-8`, also with full-width characters; `关` or `off` ends quiet hours. */
export function readQuietHours(text: string): WrittenHours {
  const plain = text.normalize('NFKC').trim();
  if (/^(?:关|关闭|无|off|none)$/iu.test(plain)) return { kind: 'off' };
  const found = written.exec(plain);
  if (found === null) return { kind: 'unreadable' };
  const [, fromHour, fromMinute, fromWord, toHour, toMinute, toWord] = found;
  const from = minuteOfDay(fromHour, fromMinute ?? fromWord);
  const to = minuteOfDay(toHour, toMinute ?? toWord);
  if (from === undefined || to === undefined) return { kind: 'unreadable' };
  return from === to ? { kind: 'equal' } : { kind: 'hours', hours: { from, to } };
}

/** `23:00–08:00` */
export function formatQuietHours({ from, to }: Hours): string {
  return `${formatMinuteOfDay(from)}–${formatMinuteOfDay(to)}`;
}
