/** A mention as the platform reads it in texts. One that a name or a signature holds must reach nobody. */
const mention = /<(?=@|qqbot-)/giu;

/** A text that shows as it stands where the platform reads plain text. */
export function escapeMentions(text: string): string {
  return text.replace(mention, '<\u200b');
}

/**
 * A text that shows as it stands where the platform reads Markdown. Addresses stay whole, or they would lead elsewhere.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>()]{1,2000})/u)
    .map((part, place) => (place % 2 === 1 ? part : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return escapeMentions(text).replace(/[\\`*_~[\]#|]/gu, '\\$&');
}

/** The same text with addresses that nobody can press, for when the platform takes none. */
export function defuseLinks(text: string): string {
  return text.replace(/https?:\/\/([^\s<>()]{1,2000})/giu, (_, rest: string) => rest.replaceAll('.', '．'));
}
