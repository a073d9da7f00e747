import type { Message } from 'grammy/types';

/**
 * The message this one answers. In a topic of a forum everything that answers nothing answers the service message that
 * opened the topic, as Telegram has it; nobody meant that one.
 */
export function repliedTo(message: Message | undefined): Message | undefined {
  const replied = message?.reply_to_message;
  return replied?.forum_topic_created ? undefined : replied;
}

/** What is written in a message, or under what it holds. */
export function messageText(message: Message | undefined): string {
  return message?.text ?? message?.caption ?? '';
}

/**
 * Everything of a message that somebody has written, for what must not be overlooked: its words, what it quotes, the addresses
 * behind words, the name of a file.
 */
export function everythingWritten(message: Message | undefined): string {
  const parts = [messageText(message), message?.quote?.text, message?.document?.file_name];
  return [...parts, ...urlsBehindText(message)].filter(Boolean).join('\n');
}

/** The addresses behind words of a message. */
export function urlsBehindText(message: Message | undefined): string[] {
  const entities = message?.entities ?? message?.caption_entities ?? [];
  return entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []));
}

/** The name a topic was opened with, when a message in it tells. */
export function forumTopicName(message: Message | undefined): string | undefined {
  return message?.reply_to_message?.forum_topic_created?.name;
}
