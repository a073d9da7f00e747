import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { accountHashAtHome, withHomeRow } from '../../bot/home-button.ts';
import {
  type Content,
  editMessageAt,
  editOrSendNew,
  ignoreGrammyError,
  pressedMessageId,
  send,
} from '../../bot/messages.ts';

/** The message that shows a panel; not always the pressed one. */
export interface PanelMessage {
  id: number;
  /** Edits the message. */
  show(content: Content): Promise<void>;
}

/** The pressed message. */
export function pressedPanelMessage(ctx: BotContext): PanelMessage {
  return { id: pressedMessageId(ctx), show: (content) => editOrSendNew(ctx, content) };
}

/** The message a question is about; see {@link AboutMessage}. */
export function panelMessageOf(ctx: BotContext, { message, home }: AboutMessage): PanelMessage {
  return {
    id: message,
    async show({ keyboard = [], ...content }) {
      const rows = home === undefined ? keyboard : withHomeRow(ctx, keyboard, home);
      const { chat } = chatUserOf(ctx);
      await editMessageAt(ctx.api, { chat, message }, { ...content, keyboard: rows }).catch(
        ignoreGrammyError,
      );
    },
  };
}

/** The message a question is about, and the account hash of its home button, if it has one. */
export interface AboutMessage {
  message: number;
  home?: number;
}

/** Identifies the pressed message, to find it again when a question is answered. */
export function aboutPressedMessage(ctx: BotContext): AboutMessage {
  const home = accountHashAtHome(ctx);
  return { message: pressedMessageId(ctx), ...(home !== undefined && { home }) };
}

/** Sends a new message for a panel. */
export async function newPanelMessage(ctx: BotContext, content: Content): Promise<PanelMessage> {
  const { message_id } = await send(ctx, content);
  return panelMessageOf(ctx, { message: message_id });
}
