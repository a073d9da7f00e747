/**
 * The beginning of the platform's markup for mentions. One in a name or signature must not notify anybody.
 */
const mention = /<(?=@|qqbot-)/giu;

/** Escapes mentions in plain text. */
export function escapeMentions(text: string): string {
  return text.replace(mention, '<\u200b');
}

/** Escapes a text for Markdown. URLs are unchanged, or they would lead elsewhere. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>()]{1,2000})/u)
    .map((part, place) => (place % 2 === 1 ? part : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return escapeMentions(text).replace(/[\\`*_~[\]#|]/gu, '\\$&');
}

/** The text with URLs that are not recognised as links, for when the platform refuses links. */
export function defuseLinks(text: string): string {
  return text.replace(/https?:\/\/([^\s<>()]{1,2000})/giu, (_, rest: string) => rest.replaceAll('.', '．'));
}
