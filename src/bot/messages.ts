import { type Api, GrammyError, InputFile } from 'grammy';
import type { Message, MessageEntity } from 'grammy/types';
import type { BotContext } from './context.ts';
import { isOpenedFromHome, withHomeButton } from './home-button.ts';
import type { Keyboard } from './keyboards.ts';
import type { Text } from './text/fill-text.ts';

/** What a message shows. */
export interface Content {
  text: Text;
  keyboard?: Keyboard;
  /** A picture, or the address of one that Telegram fetches by itself; when it cannot, the message goes without. */
  picture?: string | Uint8Array;
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
      const caption = { caption: text, caption_entities: entities, ...markup };
      return await ctx.replyWithPhoto(photoOf(content.picture), caption);
    } catch (error) {
      if (!isMessageRejected(error)) throw error;
    }
  }
  return await ctx.reply(text, { entities, ...markup, link_preview_options: { is_disabled: true } });
}

/**
 * Tells somebody in a group what is of no use to the others, so that they do not read it where the platform knows how; the
 * others may, and whether it arrives is not promised. So it is never a secret, nor what anybody waits for, and has no buttons
 * but links: such a message cannot be edited like others. In a private chat it is an answer like any other.
 */
export async function sendAside(ctx: BotContext, content: Content): Promise<void> {
  const { text, entities, markup } = messageParts(content);
  // Whoever writes as the group itself has no account that could be answered.
  const alone =
    ctx.platform.answersOnePerson && ctx.chat?.type !== 'private' && ctx.message?.sender_chat === undefined;
  await ctx.reply(text, {
    entities,
    ...markup,
    link_preview_options: { is_disabled: true },
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
 * Changes the message whose button was pressed, whether it has a picture or not. A message that is as wanted
 * already stays; one that can no longer be edited is followed by a new one.
 */
export async function edit(ctx: BotContext, content: Content): Promise<void> {
  await editOrSend(ctx, content);
}

/** Where something is shown: in place of the message whose button was pressed, or in a message of its own. */
export type Where = 'here' | 'new';

/** Shows something there, as {@link edit} or {@link send} does, and gives the number of the message that shows it. */
export async function showAt(ctx: BotContext, content: Content, where: Where): Promise<number> {
  return where === 'here' ? editOrSend(ctx, content) : (await send(ctx, content)).message_id;
}

async function editOrSend(ctx: BotContext, content: Content): Promise<number> {
  const { text, entities, markup } = messageParts(withRowBelow(ctx, content));
  const message = pressedMessage(ctx);
  if (message === undefined) return (await send(ctx, content)).message_id;
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
    if (!isAsWanted(error)) return (await send(ctx, withRowBelow(ctx, content))).message_id;
  }
  return message.message_id;
}

/**
 * Shows something in the message whose button was pressed, or in a new one: where none was pressed, and where it has a
 * picture that this has nothing to do with. Gives the number of the message that shows it.
 */
export async function showHere(ctx: BotContext, content: Content): Promise<number> {
  const message = pressedMessage(ctx);
  if (isOpenedFromHome(ctx)) return replaceMessage(ctx, content);
  if (message === undefined || 'photo' in message) return (await send(ctx, content)).message_id;
  return editOrSend(ctx, content);
}

/**
 * Shows what a command opens: in a message of its own, or in the place of home when it was opened from there. Gives the
 * number of the message that shows it.
 */
export async function openPanel(ctx: BotContext, content: Content): Promise<number> {
  return isOpenedFromHome(ctx) ? replaceMessage(ctx, content) : (await send(ctx, content)).message_id;
}

/**
 * Puts something in the place of the message that was pressed, picture and all. Between a message with a picture and one
 * without, Telegram changes nothing, so the new one is sent and the old one goes. Gives the number of the message.
 */
export async function replaceMessage(ctx: BotContext, content: Content): Promise<number> {
  const message = pressedMessage(ctx);
  const { picture } = content;
  if (message && picture === undefined && !('photo' in message)) return editOrSend(ctx, content);
  const shown = withRowBelow(ctx, content);
  if (message && picture !== undefined && 'photo' in message) {
    const { text, entities, markup } = messageParts(shown);
    try {
      const media = { caption: text, caption_entities: entities };
      await ctx.editMessageMedia({ type: 'photo', media: photoOf(picture), ...media }, markup);
      return message.message_id;
    } catch (error) {
      if (!isMessageRejected(error)) throw error;
      if (isAsWanted(error)) return message.message_id;
    }
  }
  const { message_id } = await send(ctx, shown);
  // The new one is there already: that the old one stays beside it is all that can go wrong.
  if (message) await ctx.deleteMessage().catch(() => false);
  return message_id;
}

/** Changes the text and buttons of a message that no update is about. */
export async function editMessageAt(
  api: Api,
  { chat, message }: { chat: number; message: number },
  content: Content,
): Promise<void> {
  const { text, entities, markup } = messageParts(content);
  await api.editMessageText(chat, message, text, { entities, ...markup });
}

/** The message whose button was pressed, when Telegram still shows it to us. */
function pressedMessage(ctx: BotContext): Message | undefined {
  const message = ctx.callbackQuery?.message;
  return message === undefined || message.date === 0 ? undefined : (message as Message);
}

function withRowBelow(ctx: BotContext, content: Content): Content {
  return { ...content, keyboard: withHomeButton(ctx, content.keyboard ?? []) };
}

function isAsWanted({ description }: GrammyError): boolean {
  return description.includes('message is not modified');
}

/** A picture as Telegram takes it. */
export function photoOf(picture: NonNullable<Content['picture']>): string | InputFile {
  return typeof picture === 'string' ? picture : new InputFile(picture, 'picture.png');
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
