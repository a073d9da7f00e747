import { BoundedMap } from '../bounded-map.ts';

/** So many are kept; each takes some 50 kB outside of what V8 counts as its heap. */
const mostKept = 100;
/** Those used last. */
const formats = new BoundedMap<string, Intl.DateTimeFormat>(mostKept);

/**
 * A formatter of dates, the same one for the same locale and options: making one takes longer than what it is used for, and
 * thousands that were used once are destroyed all together, in one long pause.
 * @throws RangeError for a timezone that does not exist
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}
