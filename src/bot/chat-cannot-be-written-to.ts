import { GrammyError } from 'grammy';

/**
 * Error descriptions of Telegram for chats and topics that cannot be written to; there are no codes for them.
 */
const closed =
  /chat not found|peer_id_invalid|user_deactivated|thread not found|topic_(?:closed|deleted)|chat_write_forbidden|group chat was (?:deactivated|deleted)|(?:not enough|have no) rights|need administrator rights|chat_restricted|channel_private/iu;

/** Whether there is no such chat or topic, or the bot may not write there, which may be a mistake. */
export function isChatClosed({ error_code: code, description }: GrammyError): boolean {
  return code === 400 && closed.test(description);
}

/**
 * Whether a platform lets the bot not write to a chat, now (429) or at all: nobody there can be told, and the
 * program is not at fault.
 */
export function cannotBeWrittenTo(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 403 || error.error_code === 429 || isChatClosed(error);
}
