import type { ChatRecord } from '../../storage/index.ts';

/** Daily quiet hours, in minutes after midnight. */
export type Hours = NonNullable<ChatRecord['quietHours']>;

/** A parsed answer to the question for quiet hours. */
export type WrittenHours =
  | { kind: 'hours'; hours: Hours }
  | { kind: 'off' }
  /** Start and end are equal, which could mean always or never. */
  | { kind: 'equal' }
  | { kind: 'unreadable' };

/** Pattern of a time of day. */
const clockTime = String.raw`(\d{1,2})(?:[:.](\d{2})|[点时](?:(\d{2})分?)?)?`;

const written = new RegExp(String.raw`^${clockTime}\s*(?:[-~–—−〜至到]|to)\s*${clockTime}$`, 'iu');

const time = new RegExp(`^${clockTime}$`, 'u');

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

/** Parses a time of day, `21:00`, `21`, `21点`, as minutes after midnight; `undefined` when it is none. */
export function readTimeOfDay(text: string): number | undefined {
  const found = time.exec(text.normalize('NFKC').trim());
  return found === null ? undefined : minuteOfDay(found[1], found[2] ?? found[3]);
}

/** `23:00–08:00` */
export function formatQuietHours({ from, to }: Hours): string {
  return `${formatMinuteOfDay(from)}–${formatMinuteOfDay(to)}`;
}

/** 24:00 is midnight. */
function minuteOfDay(hour = '', minute = '0'): number | undefined {
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return undefined;
  return (hours % 24) * 60 + minutes;
}

/** `21:00` */
export function formatMinuteOfDay(minute: number): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
