import type { AlertSwitch } from '../alerts/index.ts';
import type { Language } from '../config/languages.ts';
import type { FilterName } from '../people/filter-and-sort-rows.ts';

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

/** The actions on a person that buttons of the card offer. The short forms are used in callback data only. */
export const cardActionField = wordField({
  follow: 'f',
  unfollow: 'u',
  unwhisper: 'w',
  special: 's',
  unspecial: 'n',
  block: 'b',
  unblock: 'l',
  kick: 'k',
});

/** The actions on people chosen in a list. */
export const chosenActionField = wordField({
  follow: 'f',
  unfollow: 'u',
  block: 'b',
  unblock: 'l',
  kick: 'k',
});

/** The commands that a person can be picked for. */
export const pickIntentField = wordField({
  who: 'w',
  follow: 'f',
  unfollow: 'u',
  block: 'b',
  unblock: 'l',
  kick: 'k',
  whisper: 'h',
  unwhisper: 'q',
  fans: 'a',
  following: 'g',
  common: 'c',
  note: 'n',
});

export const listNameField = wordField({
  fans: 'a',
  following: 'g',
  friends: 'm',
  whispers: 'w',
  blacks: 'b',
  special: 's',
  common: 'c',
  search: 't',
  group: 'o',
});

/** The filters of a list. */
export const filterNameField = wordField({
  notFollowingBack: 'n',
  notFollowedBack: 'i',
  closed: 'c',
  defaultName: 'd',
  noPicture: 'p',
  verified: 'v',
  member: 'm',
  ungrouped: 'u',
  big: 'b',
  before: 't',
  suspicious: 's',
  dormant: 'q',
} satisfies Record<FilterName, string>);

/** How people of a list are put into a group: moved out of their present group, copied, or followed first. */
export const shiftHowField = wordField({ move: 'm', copy: 'c', follow: 'f' });

/** The switches of alerts. */
export const alertSwitchField = wordField({
  fans: 'f',
  lost: 'l',
  milestones: 'm',
  refollows: 'r',
  netLoss: 'n',
  bigFans: 'b',
  bigThroughQuiet: 'q',
} satisfies Record<AlertSwitch, string>);

/** The languages of a chat. */
export const languageField = wordField({ zh: 'z', en: 'e' } satisfies Record<Language, string>);
