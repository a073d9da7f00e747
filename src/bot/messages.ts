import type { FormattedString } from '@grammyjs/parse-mode';
import { GrammyError } from 'grammy';
import type { Message, MessageEntity } from 'grammy/types';
import type { BotContext } from './context.ts';
import type { Keyboard } from './keyboards.ts';

/** What a message shows. */
export interface Content {
  text: string | FormattedString;
  keyboard?: Keyboard;
  /** Address of a picture that Telegram fetches by itself; when it cannot, the message goes without. */
  picture?: string;
}

/** Shows that an answer is being made. It is a courtesy: that it fails concerns nobody. */
export async function showTyping(ctx: BotContext): Promise<void> {
  await ctx.replyWithChatAction('typing').catch(() => undefined);
}

/**
 * Whether Telegram would not take what was sent, so that something plainer may pass. Who has blocked the bot (403), or
 * is written to too often (429), takes nothing else either.
 */
export function isMessageRejected(error: unknown): error is GrammyError {
  return error instanceof GrammyError && error.error_code !== 403 && error.error_code !== 429;
}

/** Sends a message to the chat of the update. */
export async function send(ctx: BotContext, content: Content): Promise<Message> {
  const { text, entities, markup } = messageParts(content);
  if (content.picture !== undefined) {
    try {
      return await ctx.replyWithPhoto(content.picture, {
        caption: text,
        caption_entities: entities,
        ...markup,
      });
    } catch (error) {
      if (!isMessageRejected(error)) throw error;
    }
  }
  return await ctx.reply(text, { entities, ...markup, link_preview_options: { is_disabled: true } });
}

/**
 * Changes the message whose button was pressed, whether it has a picture or not. A message that is as wanted
 * already stays; one that can no longer be edited is followed by a new one.
 */
export async function edit(ctx: BotContext, content: Content): Promise<void> {
  await editOrSend(ctx, content);
}

/** Where something is shown: in place of the message whose button was pressed, or in a message of its own. */
export type Where = 'here' | 'new';

/** Shows something there, as {@link edit} or {@link send} does, and gives the number of the message that shows it. */
export async function show(ctx: BotContext, content: Content, where: Where): Promise<number> {
  return where === 'here' ? editOrSend(ctx, content) : (await send(ctx, content)).message_id;
}

async function editOrSend(ctx: BotContext, content: Content): Promise<number> {
  const { text, entities, markup } = messageParts(content);
  const message = ctx.callbackQuery?.message;
  if (message === undefined || message.date === 0) return (await send(ctx, content)).message_id;
  const reply_markup = markup.reply_markup ?? { inline_keyboard: [] };
  try {
    if ('photo' in message)
      await ctx.editMessageCaption({ caption: text, caption_entities: entities, reply_markup });
    else
      await ctx.editMessageText(text, {
        entities,
        reply_markup,
        link_preview_options: { is_disabled: true },
      });
  } catch (error) {
    if (!isMessageRejected(error)) throw error;
    if (!error.description.includes('message is not modified')) return (await send(ctx, content)).message_id;
  }
  return message.message_id;
}

/**
 * Shows something in the message whose button was pressed, or in a new one: where none was pressed, and where it has a
 * picture that this has nothing to do with. Gives the number of the message that shows it.
 */
export async function showHere(ctx: BotContext, content: Content): Promise<number> {
  const message = ctx.callbackQuery?.message;
  if (message === undefined || message.date === 0 || 'photo' in message)
    return (await send(ctx, content)).message_id;
  return editOrSend(ctx, content);
}

/** A message's text, entities and buttons, as Telegram takes them. */
export function messageParts({ text, keyboard }: Content): {
  text: string;
  entities: MessageEntity[];
  markup: { reply_markup?: { inline_keyboard: Keyboard } };
} {
  return {
    text: typeof text === 'string' ? text : text.text,
    entities: typeof text === 'string' ? [] : text.entities,
    markup: keyboard && keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {},
  };
}
