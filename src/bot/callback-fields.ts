/** A field of any type. */
export type AnyCallbackField = { pack(value: never): string; parse(text: string): unknown };

/** Encodes one value in callback data; the encoded text must not contain a colon. */
export interface CallbackField<T> {
  pack(value: T): string;
  /** `undefined` when the text is not a value of this field. */
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

/** A mid; an impossible one makes the whole callback data invalid. */
export const midField: CallbackField<number> = {
  pack: wholeNumberField.pack,
  parse(text) {
    const mid = wholeNumberField.parse(text);
    return mid !== undefined && mid > 0 ? mid : undefined;
  },
};

/** One of a list of words, each encoded as its short form. */
export function wordField<const Words extends Readonly<Record<string, string>>>(
  words: Words,
): CallbackField<keyof Words & string> {
  const byShort = new Map(Object.entries(words).map(([long, short]) => [short, long]));
  return { pack: (value) => words[value] ?? '', parse: (text) => byShort.get(text) };
}

/** Up to eight lower-case letters followed by a number, such as `column12`; either may be missing. */
export const shortWordField: CallbackField<string> = {
  pack: (value) => value,
  parse: (text) => (/^[a-z]{0,8}\d{0,6}$/u.test(text) ? text : undefined),
};

/** A code that joins private chats. */
export const joinCodeField: CallbackField<string> = {
  pack: (value) => value,
  parse: (text) => (/^[A-Z0-9]{1,16}$/u.test(text) ? text : undefined),
};
