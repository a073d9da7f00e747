import type { BotContext } from './context.ts';
import { privateChatKeyboard } from './keyboards.ts';
import { sendToOnePerson } from './messages.ts';

/** Replies that a command works in private chats only, with a button that opens one where possible. */
export async function replyPrivateOnly(
  ctx: BotContext,
  command: string,
  withButton = ctx.texts.replies.privateOnly,
): Promise<void> {
  const { privateOnlyByHand, loginInPrivateByHand } = ctx.texts.replies;
  const keyboard = privateChatKeyboard(ctx, command);
  const byHand = command === 'login' ? loginInPrivateByHand : privateOnlyByHand;
  await sendToOnePerson(ctx, { text: keyboard.length > 0 ? withButton : byHand, keyboard });
}

/** The refusal for a sender who may not act in a linked group. */
export function ownerOnlyText(ctx: BotContext): string {
  const { groupBinding } = ctx.texts;
  return ctx.formerAdmin ? groupBinding.noLongerAdmin : groupBinding.ownerOnly(ctx.owner?.name ?? '');
}
