import type { AlertSwitch } from '../alerts/index.ts';
import type { Language } from '../config/languages.ts';
import type { FilterName } from '../people/filter-and-sort-rows.ts';
import { wordField } from './callback-fields.ts';

/** What may be done to a person from a button of the card; short forms are for the wire only. */
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

/** What may be done to people chosen in a list. */
export const chosenActionField = wordField({
  follow: 'f',
  unfollow: 'u',
  block: 'b',
  unblock: 'l',
  kick: 'k',
});

/** The commands that a person may be picked for. */
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

/** What a list can be filtered by; every filter has its short form. */
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

/**
 * Whether people of a list leave where they are when they are put into a group; those who are not followed yet are followed
 * first.
 */
export const shiftHowField = wordField({ move: 'm', copy: 'c', follow: 'f' });

/** What a chat may be told of; every switch has its short form. */
export const alertSwitchField = wordField({
  fans: 'f',
  lost: 'l',
  milestones: 'm',
  refollows: 'r',
  netLoss: 'n',
  bigFans: 'b',
  bigThroughQuiet: 'q',
} satisfies Record<AlertSwitch, string>);

/** What a chat may be spoken to in. */
export const languageField = wordField({ zh: 'z', en: 'e' } satisfies Record<Language, string>);
