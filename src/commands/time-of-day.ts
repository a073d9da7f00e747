/** Pattern of a time of day. */
export const clockTime = String.raw`(\d{1,2})(?:[:.](\d{2})|[点时](?:(\d{2})分?)?)?`;

const time = new RegExp(`^${clockTime}$`, 'u');

/** Parses a time of day, `21:00`, `21`, `21点`, as minutes after midnight; `undefined` when it is none. */
export function readTimeOfDay(text: string): number | undefined {
  const found = time.exec(text.normalize('NFKC').trim());
  return found === null ? undefined : minuteOfDay(found[1], found[2] ?? found[3]);
}

/** 24:00 is midnight. */
export function minuteOfDay(hour = '', minute = '0'): number | undefined {
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return undefined;
  return (hours % 24) * 60 + minutes;
}

/** `21:00` */
export function formatMinuteOfDay(minute: number): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
