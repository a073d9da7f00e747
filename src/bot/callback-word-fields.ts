import type { AlertSwitch } from '../alerts/index.ts';
import type { Language } from '../config/languages.ts';
import type { FilterName } from '../people/filter-and-sort-rows.ts';
import { wordField } from './callback-fields.ts';

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
