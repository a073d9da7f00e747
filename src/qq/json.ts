import { jsonOrUndefined } from '../text/json-or-undefined.ts';

/** A JSON object with unknown content. */
export type Json = Readonly<Record<string, unknown>>;

/** Parses a JSON object; `undefined` for anything else. */
export function parseObject(text: string): Json | undefined {
  return objectOf(jsonOrUndefined(text));
}

/** The value if it is an object. */
export function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The value if it is an array, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A non-empty string, or a number as a string; `undefined` for anything else. Identifiers come in both forms.
 */
export function jsonText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The last second of a time that is taken for one, since 1970: in the year 9999, the last that dates have. */
const lastSecond = 253_402_300_799;

/**
 * A time given in seconds since 1970 or as ISO 8601, in whole seconds since 1970; 0 for anything else.
 */
export function secondsOf(value: unknown): number {
  const seconds = numberOf(value) ?? (typeof value === 'string' ? Date.parse(value) / 1000 : Number.NaN);
  return seconds >= 0 && seconds <= lastSecond ? Math.floor(seconds) : 0;
}

/**
 * A number, or a string of digits as a number; `undefined` for anything else. Sizes and times come in both
 * forms.
 */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
