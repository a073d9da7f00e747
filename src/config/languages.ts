/** The languages of the bot, the default first. A new one needs a line here and a catalogue in `bot/text`. */
export const languages = ['zh', 'en'] as const;

/** An ISO 639 code of one of them. */
export type Language = (typeof languages)[number];
