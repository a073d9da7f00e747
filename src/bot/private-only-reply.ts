import type { BotContext } from './context.ts';
import { privateChatKeyboard } from './keyboards.ts';
import { sendAside } from './messages.ts';

/** Says that a command works in a private chat only, with the button that leads there where there is one. */
export async function replyPrivateOnly(
  ctx: BotContext,
  command: string,
  withButton = ctx.texts.common.privateOnly,
): Promise<void> {
  const { privateOnlyByHand, loginInPrivateByHand } = ctx.texts.common;
  const keyboard = privateChatKeyboard(ctx, command);
  const byHand = command === 'login' ? loginInPrivateByHand : privateOnlyByHand;
  await sendAside(ctx, { text: keyboard.length > 0 ? withButton : byHand, keyboard });
}
