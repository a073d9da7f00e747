import { FormattedString } from '@grammyjs/parse-mode';
import { InputFile } from 'grammy';
import type { Message } from 'grammy/types';
import { toBuffer } from 'qrcode';
import { BilibiliRefused, BilibiliUnreachable, type Credential } from '../../api/index.ts';
import { taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, type ChatUser, chatUserOf } from '../../bot/context.ts';
import { editFor } from '../../bot/edit-purpose.ts';
import { explanationOf } from '../../bot/failures.ts';
import { callbackButton, type Keyboard, loginKeyboard } from '../../bot/keyboards.ts';
import { ignoreGrammyError, isMessageRejected, send } from '../../bot/messages.ts';
import { completeLogin, type LoginDeps } from './complete-login.ts';

/** A QR code is valid for three minutes; waiting ends a little later, ms. */
const codeLife = 200_000;

/** Task key of a chat's wait for a scan. */
export function loginTaskKey(place: Pick<ChatUser, 'chat' | 'user'>): string {
  return taskKey('login', place);
}

/**
 * Shows a QR code and waits for the scan in the background; the caption follows the state on the phone. The
 * picture is deleted when the login is done or the wait is given up. One left behind by a crash has a button
 * for a new code, which deletes it.
 */
export async function loginByQr(ctx: BotContext, deps: LoginDeps): Promise<void> {
  const place = chatUserOf(ctx);
  const words = ctx.texts.login.qr;
  await deps.tasks.cancel(loginTaskKey(place));
  await deps.loginLimit.countAttempt(place.user);
  const { url, key } = await deps.bilibili.qr.start({ chat: place.chat, signal: ctx.signal });
  const picture = new InputFile(await toBuffer(url, { margin: 3, scale: 8 }), 'login.png');
  const { user } = place;
  const renew = callbackButton(words.renew, { kind: 'renewCode', user });
  const open: Keyboard = [
    [{ text: words.open, url }],
    [renew, callbackButton(ctx.texts.common.cancel, { kind: 'stopLogin', user })],
  ];
  const reply_markup = { inline_keyboard: open };
  const message: Message = await ctx
    .replyWithPhoto(picture, { caption: words.waiting, reply_markup })
    .catch((error: unknown) => {
      if (!isMessageRejected(error)) throw error;
      return ctx.reply(words.noPicture, { reply_markup });
    });

  async function show(caption: string, keyboard: Keyboard): Promise<void> {
    const markup = { reply_markup: { inline_keyboard: keyboard } };
    const edited = message.photo
      ? ctx.api.editMessageCaption(place.chat, message.message_id, { caption, ...markup })
      : ctx.api.editMessageText(place.chat, message.message_id, caption, markup);
    await edited.catch(ignoreGrammyError);
  }

  async function remove(): Promise<void> {
    await ctx.api.deleteMessage(place.chat, message.message_id).catch(ignoreGrammyError);
  }

  deps.tasks.start(loginTaskKey(place), async (signal) => {
    let credential: Credential | undefined;
    try {
      credential = await waitForScan(key, deps, { chat: place.chat, signal }, () =>
        editFor('progress', () => show(words.scanned, open)),
      );
      if (credential === undefined) return await show(words.expired, [[renew]]);
      await completeLogin(ctx, credential, deps, signal, remove);
    } catch (error) {
      await remove();
      if (deps.tasks.stopping)
        await ctx.reply(words.interrupted, { reply_markup: { inline_keyboard: [[renew]] } });
      if (signal.aborted) return;
      const explained = explanationOf(error, ctx.texts, ctx.timezone);
      if (explained === undefined) throw error;
      const lines = [...(credential ? [words.unread] : []), explained.text];
      await send(ctx, { text: FormattedString.join(lines, '\n'), keyboard: loginKeyboard(ctx) });
    }
  });
}

/**
 * Requests the state of a code until it is final. A missing answer does not end the wait, since the user is
 * busy with the phone.
 */
async function waitForScan(
  key: string,
  deps: LoginDeps,
  asked: { chat: number; signal: AbortSignal },
  onScan: () => Promise<void>,
): Promise<Credential | undefined> {
  const { clock, bilibili, qrInterval } = deps;
  const end = clock.monotonic() + codeLife;
  let last = 'waiting';
  while (clock.monotonic() < end) {
    await clock.sleep(qrInterval, asked.signal);
    try {
      const answer = await bilibili.qr.poll(key, asked);
      if (answer.state === 'done') return answer.credential;
      if (answer.state === 'expired') return undefined;
      if (answer.state === 'scanned' && last !== 'scanned') await onScan();
      last = answer.state;
    } catch (error) {
      const passing =
        error instanceof BilibiliUnreachable || (error instanceof BilibiliRefused && error.reason === 'busy');
      if (!passing) throw error;
    }
  }
  return undefined;
}
