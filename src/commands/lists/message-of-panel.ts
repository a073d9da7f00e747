import { GrammyError } from 'grammy';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { accountHashAtHome, withHomeRow } from '../../bot/home-button.ts';
import { type Content, editMessageAt, editOrSendNew, send } from '../../bot/messages.ts';

/** The message that shows a panel, which is not always the one that was pressed. */
export interface PanelMessage {
  id: number;
  /** Shows something in it. */
  show(content: Content): Promise<void>;
}

/** The message whose button was pressed. */
export function pressedPanelMessage(ctx: BotContext): PanelMessage {
  const message = ctx.callbackQuery?.message;
  if (message === undefined) throw new TypeError('This update is no press of a button');
  return { id: message.message_id, show: (content) => editOrSendNew(ctx, content) };
}

/** A message that a question is about, as {@link AboutMessage} says. */
export function panelMessageOf(ctx: BotContext, { message, home }: AboutMessage): PanelMessage {
  return {
    id: message,
    async show({ keyboard = [], ...content }) {
      const rows = home === undefined ? keyboard : withHomeRow(ctx, keyboard, home);
      const { chat } = chatUserOf(ctx);
      await editMessageAt(ctx.api, { chat, message }, { ...content, keyboard: rows }).catch(
        (error: unknown) => {
          if (!(error instanceof GrammyError)) throw error;
        },
      );
    },
  };
}

/** Which message a question is about, and the mark of the account whose home it leads to, if it does. */
export interface AboutMessage {
  message: number;
  home?: number;
}

/** The message that was pressed, to be found again when a question is answered. */
export function aboutPressedMessage(ctx: BotContext): AboutMessage {
  const home = accountHashAtHome(ctx);
  return { message: pressedPanelMessage(ctx).id, ...(home !== undefined && { home }) };
}

/** Sends a message of its own for a panel. */
export async function newPanelMessage(ctx: BotContext, content: Content): Promise<PanelMessage> {
  const { message_id } = await send(ctx, content);
  return panelMessageOf(ctx, { message: message_id });
}
