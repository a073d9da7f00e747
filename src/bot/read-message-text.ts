import type { Message } from 'grammy/types';

/**
 * The message this one replies to. In a forum topic Telegram makes every message a reply to the service
 * message that created the topic; that one is ignored.
 */
export function repliedTo(message: Message | undefined): Message | undefined {
  const replied = message?.reply_to_message;
  return replied?.forum_topic_created ? undefined : replied;
}

/** The text or caption of a message. */
export function messageText(message: Message | undefined): string {
  return message?.text ?? message?.caption ?? '';
}

/** All text in a message, for checks that must miss nothing: text, quotation, link targets, file name. */
export function everythingWritten(message: Message | undefined): string {
  const parts = [messageText(message), message?.quote?.text, message?.document?.file_name];
  return [...parts, ...urlsBehindText(message)].filter(Boolean).join('\n');
}

/** The targets of text links in a message. */
export function urlsBehindText(message: Message | undefined): string[] {
  const entities = message?.entities ?? message?.caption_entities ?? [];
  return entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []));
}

/** The name a forum topic was created with, if the message tells. */
export function forumTopicName(message: Message | undefined): string | undefined {
  return message?.reply_to_message?.forum_topic_created?.name;
}

/**
 * The longest message that is read, in UTF-16 units: many times what the platforms let people write. Nothing of
 * a longer one is read, since a number that is cut is somebody else's.
 */
export const longestReadableText = 100_000;

/** Whether a message, or the one it replies to, is too long to be read. */
export function isTooLongToRead(message: Message | undefined): boolean {
  return [message, message?.reply_to_message].some(
    (one) => everythingWritten(one).length > longestReadableText,
  );
}
