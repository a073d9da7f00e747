/** Times as a reader in one timezone writes them; all inputs are milliseconds since 1970. */

/** `2026-11-21` */
export function day(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
}

/** `14:05` */
export function timeOfDay(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' }).format(at);
}

/** `2026-11-21 14:05` */
export function moment(at: number, timezone: string): string {
  return `${day(at, timezone)} ${timeOfDay(at, timezone)}`;
}

/** `12,345` */
export function count(number: number): string {
  return new Intl.NumberFormat('en-US').format(number);
}
