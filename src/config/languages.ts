/** The languages the bot speaks, the default first. A new one is a line here and its catalogue in `bot/text`. */
export const languages = ['zh', 'en'] as const;

/** One of them, by its ISO 639 code. */
export type Language = (typeof languages)[number];
