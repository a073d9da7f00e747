import type zh from '../zh/settings.ts';

export default {
  title: 'Settings',
  language: (name) => `Language: ${name}`,
  timezone: (name, now) => `Timezone: ${name} (now ${now})`,
  /** The language's name for itself. */
  ownName: 'English',
  changeTimezone: 'Change timezone',
  askTimezone:
    'Send the name of a timezone, such as Asia/Shanghai, Asia/Tokyo or Europe/London. Send /cancel to cancel.',
  unknownTimezone: (given) =>
    `There is no timezone “${given}”. Names are written as “Area/City”, such as Asia/Shanghai. Send it once more, or /cancel to cancel.`,
} satisfies typeof zh;
