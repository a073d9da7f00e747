import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { listOf, numberOf, objectOf } from '../json.ts';
import { CallRefused } from './bot-api-responses.ts';
import type { Upload } from './multipart.ts';
import type { BotApiCall } from './read-bot-api-call.ts';
import type { Draft } from './split-draft.ts';

/**
 * The chat of a call.
 * @throws CallRefused
 */
export function chatIn({ params }: BotApiCall): number {
  const chat = numberOf(params.chat_id);
  if (chat === undefined) throw new CallRefused(400, 'Bad Request: chat not found');
  return chat;
}

/**
 * The message of a call.
 * @throws CallRefused
 */
export function messageIn({ params }: BotApiCall): number {
  const id = numberOf(params.message_id);
  if (id === undefined) throw new CallRefused(400, 'Bad Request: message identifier is not specified');
  return id;
}

/** Text (or caption), entities, buttons and quote of a call. */
export function draftIn({ params }: BotApiCall, name: 'text' | 'caption' = 'text'): Draft {
  const quotes = numberOf(objectOf(params.reply_parameters)?.message_id);
  const text = params[name];
  return {
    text: typeof text === 'string' ? text : '',
    entities: listOf(params[name === 'text' ? 'entities' : 'caption_entities']) as MessageEntity[],
    keyboard: keyboardIn(params.reply_markup),
    ...(quotes !== undefined && { quotes }),
  };
}

/** The inline keyboard; QQ has no other keyboards. */
export function keyboardIn(markup: unknown): InlineKeyboardButton[][] {
  const rows = listOf(objectOf(markup)?.inline_keyboard) as InlineKeyboardButton[][];
  return rows.filter((row) => row.length > 0);
}

/** The file uploaded under an `attach://` name. */
export function findAttachedUpload({ uploads }: BotApiCall, value: unknown): Upload | undefined {
  return typeof value === 'string' && value.startsWith('attach://')
    ? uploads.get(value.slice('attach://'.length))
    : undefined;
}
