/** Times as a reader in one timezone writes them, in milliseconds since 1970, and numbers. */

/** `2026-11-21` */
export function formatDay(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
}

/** `14:05` */
export function formatTimeOfDay(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' }).format(at);
}

/** `2026-11-21 14:05` */
export function formatMoment(at: number, timezone: string): string {
  return `${formatDay(at, timezone)} ${formatTimeOfDay(at, timezone)}`;
}

/** The day, month (from 1) and year of a moment, for texts that spell a date out. */
export function calendarDate(at: number, timezone: string): { day: number; month: number; year: number } {
  const [year = 0, month = 0, day = 0] = formatDay(at, timezone).split('-').map(Number);
  return { day, month, year };
}

/** `2026-11-21T14:05:09+08:00`: the same moment for a program, still in the reader's timezone. */
export function isoTime(at: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeZoneName: 'longOffset' });
  const offset = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'medium' }).format(at);
  const [distance = '+00:00'] = /[+−-]\d{2}:\d{2}/u.exec(offset) ?? [];
  return `${formatDay(at, timezone)}T${clock}${distance.replace('−', '-')}`;
}

/** `12,345` */
export function formatCount(number: number): string {
  return new Intl.NumberFormat('en-US').format(number);
}

/** `+12`, `−3`, `0`: by how much something has changed. */
export function formatChange(number: number): string {
  if (number === 0) return '0';
  return `${number > 0 ? '+' : '−'}${formatCount(Math.abs(number))}`;
}
