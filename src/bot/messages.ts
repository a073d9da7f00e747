import { type Api, GrammyError, InputFile } from 'grammy';
import type { Message, MessageEntity } from 'grammy/types';
import type { BotContext } from './context.ts';
import { isOpenedFromHome, withHomeButton } from './home-button.ts';
import type { Keyboard } from './keyboards.ts';
import type { Text } from './text/fill-text.ts';

/** The content of a message. */
export interface Content {
  text: Text;
  keyboard?: Keyboard;
  /**
   * A picture, or the address of one that the platform fetches; if it fails, the message is sent without it.
   */
  picture?: string | Uint8Array;
}

const link_preview_options = { is_disabled: true };

/**
 * Whether Telegram rejected the content of a message, so that a plainer one may pass. Not when the user has
 * blocked the bot (403) or the rate limit was hit (429).
 */
export function isMessageRejected(error: unknown): error is GrammyError {
  return error instanceof GrammyError && error.error_code !== 403 && error.error_code !== 429;
}

/** For `catch`: ignores refusals by the chat platform, such as of a deleted message, and rethrows other errors. */
export function ignoreGrammyError(error: unknown): void {
  if (!(error instanceof GrammyError)) throw error;
}

/** Sends a message to the update's chat. */
export async function send(ctx: BotContext, content: Content): Promise<Message> {
  const { text, entities, markup } = messageParts(content);
  if (content.picture !== undefined) {
    try {
      const caption = { caption: text, caption_entities: entities, ...markup };
      return await ctx.replyWithPhoto(toPhoto(content.picture), caption);
    } catch (error) {
      if (!isMessageRejected(error)) throw error;
    }
  }
  return await ctx.reply(text, { entities, ...markup, link_preview_options });
}

/**
 * Replies in a group so that only the sender sees it, where the platform can do that; elsewhere everyone sees
 * it. Delivery is not guaranteed. Never use it for secrets or awaited answers, nor with buttons other than
 * links: such a message cannot be edited. In a private chat it is a normal reply.
 */
export async function sendToOnePerson(ctx: BotContext, content: Content): Promise<void> {
  const { text, entities, markup } = messageParts(content);
  // A sender who writes as the group itself has no account to reply to.
  const alone =
    ctx.platform.answersOnePerson && ctx.chat?.type !== 'private' && ctx.message?.sender_chat === undefined;
  await ctx.reply(text, {
    entities,
    ...markup,
    link_preview_options,
    ...(alone &&
      ctx.from && {
        ephemeral_message_parameters: {
          receiver_user_id: ctx.from.id,
          ...(ctx.callbackQuery && { callback_query_id: ctx.callbackQuery.id }),
        },
      }),
  });
}

/**
 * Edits the message whose button was pressed, with or without a picture. Does nothing when it is already as
 * wanted; sends a new message when it can no longer be edited.
 */
export async function editOrSendNew(ctx: BotContext, content: Content): Promise<void> {
  await editOrSendMessage(ctx, content);
}

/** Where something is shown: in the message whose button was pressed, or in a new one. */
export type Where = 'here' | 'new';

/** Edits the pressed message or sends a new one, as `where` says; returns the message's id. */
export async function showAt(ctx: BotContext, content: Content, where: Where): Promise<number> {
  return where === 'here' ? editOrSendMessage(ctx, content) : (await send(ctx, content)).message_id;
}

async function editOrSendMessage(ctx: BotContext, content: Content): Promise<number> {
  const { text, entities, markup } = messageParts(withHomeButtonBelow(ctx, content));
  const message = pressedMessage(ctx);
  if (message === undefined) return (await send(ctx, content)).message_id;
  const reply_markup = markup.reply_markup ?? { inline_keyboard: [] };
  try {
    if ('photo' in message)
      await ctx.editMessageCaption({ caption: text, caption_entities: entities, reply_markup });
    else await ctx.editMessageText(text, { entities, reply_markup, link_preview_options });
  } catch (error) {
    if (!isMessageRejected(error)) throw error;
    if (!isNotModified(error)) return (await send(ctx, withHomeButtonBelow(ctx, content))).message_id;
  }
  return message.message_id;
}

/**
 * Shows something in the message whose button was pressed; in a new message when none was pressed, or when it
 * has an unrelated picture. Returns the message's id.
 */
export async function showHere(ctx: BotContext, content: Content): Promise<number> {
  const message = pressedMessage(ctx);
  if (isOpenedFromHome(ctx)) return replaceMessage(ctx, content);
  if (message === undefined || 'photo' in message) return (await send(ctx, content)).message_id;
  return editOrSendMessage(ctx, content);
}

/**
 * Shows what a command opens: in a new message, or in place of home when it was opened from there. Returns
 * the message's id.
 */
export async function openPanel(ctx: BotContext, content: Content): Promise<number> {
  return isOpenedFromHome(ctx) ? replaceMessage(ctx, content) : (await send(ctx, content)).message_id;
}

/**
 * Replaces the pressed message, including its picture. Telegram cannot change between messages with and
 * without a picture, so a new one is sent and the old one deleted. Returns the message's id.
 */
export async function replaceMessage(ctx: BotContext, content: Content): Promise<number> {
  const message = pressedMessage(ctx);
  const { picture } = content;
  if (message && picture === undefined && !('photo' in message)) return editOrSendMessage(ctx, content);
  const shown = withHomeButtonBelow(ctx, content);
  if (message && picture !== undefined && 'photo' in message) {
    const { text, entities, markup } = messageParts(shown);
    try {
      const media = { caption: text, caption_entities: entities };
      await ctx.editMessageMedia({ type: 'photo', media: toPhoto(picture), ...media }, markup);
      return message.message_id;
    } catch (error) {
      if (!isMessageRejected(error)) throw error;
      if (isNotModified(error)) return message.message_id;
    }
  }
  const { message_id } = await send(ctx, shown);
  // Not critical: the new message exists, and at worst the old one stays too.
  if (message) await ctx.deleteMessage().catch(() => false);
  return message_id;
}

/** Edits a message outside of an update. */
export async function editMessageAt(
  api: Api,
  { chat, message }: { chat: number; message: number },
  content: Content,
): Promise<void> {
  const { text, entities, markup } = messageParts(content);
  await api.editMessageText(chat, message, text, { entities, ...markup });
}

/** The id of the message whose button was pressed; throws for other updates. */
export function pressedMessageId({ callbackQuery }: BotContext): number {
  const id = callbackQuery?.message?.message_id;
  if (id === undefined) throw new TypeError('This update is no press of a button');
  return id;
}

/** The message whose button was pressed, if Telegram still gives access to it. */
function pressedMessage(ctx: BotContext): Message | undefined {
  const message = ctx.callbackQuery?.message;
  return message === undefined || message.date === 0 ? undefined : (message as Message);
}

function withHomeButtonBelow(ctx: BotContext, content: Content): Content {
  return { ...content, keyboard: withHomeButton(ctx, content.keyboard ?? []) };
}

function isNotModified({ description }: GrammyError): boolean {
  return description.includes('message is not modified');
}

/** A picture in Telegram's format. */
export function toPhoto(picture: NonNullable<Content['picture']>): string | InputFile {
  return typeof picture === 'string' ? picture : new InputFile(picture, 'picture.png');
}

/** A message's text, entities and buttons, in Telegram's format. */
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
