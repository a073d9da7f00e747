import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../errors.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { storeEdit } from '../state/messages.ts';
import { findMessage, writableChat } from './access.ts';
import { readInlineMarkup } from './keyboards.ts';
import { captionContent, inputMedia } from './media.ts';
import type { Call, Method } from './method.ts';
import { refuseNewerButtons } from './older-server.ts';
import { textContent } from './send.ts';

const editMessageText: Method = (call) => {
  const { record, message } = messageToEdit(call);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const { entities: _, link_preview_options: __, ...rest } = message;
  return applyEdit(call, record, message, { ...rest, ...textContent(call) });
};

const editMessageCaption: Method = (call) => {
  const { record, message } = messageToEdit(call);
  if (!message.photo && !message.document) throw badRequest('there is no caption in the message to edit');
  const { caption: _, caption_entities: __, show_caption_above_media: ___, ...rest } = message;
  return applyEdit(call, record, message, { ...rest, ...captionContent(call, call.params) });
};

const editMessageMedia: Method = async (call) => {
  const { record, message } = messageToEdit(call);
  const media = await inputMedia(call, call.params.json('media', 'input media'));
  const { message_id, from, chat, date, message_thread_id, is_topic_message, reply_to_message } = message;
  const kept = { message_thread_id, is_topic_message, reply_to_message };
  const frame = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return applyEdit(call, record, message, { message_id, from, chat, date, ...frame, ...media });
};

const editMessageReplyMarkup: Method = (call) => {
  const { record, message } = messageToEdit(call);
  return applyEdit(call, record, message, message);
};

/**
 * The message to edit.
 * @throws TelegramRefused unless it is the bot's own
 */
function messageToEdit({ state, params }: Call): { record: ChatRecord; message: ChatMessage } {
  if (params.text('inline_message_id') !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  const record = writableChat(state, params);
  const message = findMessage(record, params, 'message to edit');
  if (message.from.id !== state.bot.id) throw badRequest("message can't be edited");
  return { record, message };
}

/** An edit without `reply_markup` removes the keyboard; the Bot API does so without documenting it. */
function applyEdit(
  { state, params, odd }: Call,
  record: ChatRecord,
  message: ChatMessage,
  next: ChatMessage,
): ChatMessage {
  refuseNewerButtons(state, params);
  const { reply_markup: _, ...content } = next;
  const markup = readInlineMarkup(params, odd);
  const changed: ChatMessage = markup ? { ...content, reply_markup: markup } : content;
  if (isDeepStrictEqual(editableParts(changed), editableParts(message))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  state.limits.take('edit', record);
  return storeEdit(state, record, changed);
}

/** The parts that an edit can change. Media are equal when their bytes are. */
function editableParts({
  text,
  entities,
  caption,
  caption_entities,
  photo,
  document,
  reply_markup,
  ...rest
}: ChatMessage) {
  const file = photo?.at(-1)?.file_unique_id ?? document?.file_unique_id;
  const { show_caption_above_media, link_preview_options, has_media_spoiler } = rest;
  return JSON.parse(
    JSON.stringify({
      text,
      entities,
      caption,
      caption_entities,
      file,
      reply_markup,
      show_caption_above_media,
      link_preview_options,
      has_media_spoiler,
    }),
  );
}

/** Editing of what the bot has sent. */
export const editMethods = { editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup };
