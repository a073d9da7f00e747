/** A field of any type. */
export type AnyCallbackField = { pack(value: never): string; parse(text: string): unknown };

/** How one value stands in callback data; no colon may be in it. */
export interface CallbackField<T> {
  pack(value: T): string;
  /** `undefined` when the text is none of this field's. */
  parse(text: string): T | undefined;
}

/** A whole number in base 36: a mid of 16 digits takes 11 characters. */
export const wholeNumberField: CallbackField<number> = {
  pack: (value) => value.toString(36),
  parse(text) {
    const value = /^-?[0-9a-z]{1,11}$/u.test(text) ? Number.parseInt(text, 36) : Number.NaN;
    return Number.isSafeInteger(value) ? value : undefined;
  },
};

/** A mid; data with one that cannot exist was made up, and reads as data of an older version. */
export const midField: CallbackField<number> = {
  pack: wholeNumberField.pack,
  parse(text) {
    const mid = wholeNumberField.parse(text);
    return mid !== undefined && mid > 0 ? mid : undefined;
  },
};

/** One of some words, each with a short form for the wire. */
export function wordField<const Words extends Readonly<Record<string, string>>>(
  words: Words,
): CallbackField<keyof Words & string> {
  const byShort = new Map(Object.entries(words).map(([long, short]) => [short, long]));
  return { pack: (value) => words[value] ?? '', parse: (text) => byShort.get(text) };
}

/** A word of small letters with a number after it, such as `column12`; either may be missing. */
export const shortWordField: CallbackField<string> = {
  pack: (value) => value,
  parse: (text) => (/^[a-z]{0,8}\d{0,6}$/u.test(text) ? text : undefined),
};

/** A code that joins private chats. */
export const joinCodeField: CallbackField<string> = {
  pack: (value) => value,
  parse: (text) => (/^[A-Z0-9]{1,16}$/u.test(text) ? text : undefined),
};
