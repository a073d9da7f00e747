import { GrammyError, HttpError } from 'grammy';
import { TooManyLogins } from '../accounts/login-attempt-limit.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import { QuotaSpent, TooManyPeople } from '../jobs/index.ts';
import { InDoubt } from '../people/lost-answer.ts';
import { UnusableList } from '../people/unusable-list.ts';
import { type BotContext, NotLoggedIn } from './context.ts';
import { loginKeyboard, privateChatKeyboard } from './keyboards.ts';
import { send, sendToOnePerson } from './messages.ts';
import { replyPrivateOnly } from './refusals-in-groups.ts';
import { oneLine } from './text/displayable-text.ts';
import { fillText, type Text } from './text/fill-text.ts';
import { formatCount } from './text/format-numbers.ts';
import { localMoment, localTimeOfDay } from './text/format-times.ts';
import type { Texts } from './text/index.ts';

/** An error explained to the user, and whether logging in again solves it. */
export interface Explanation {
  text: Text;
  loginHelps: boolean;
}

/** Handling an update took too long. */
export class HandlingTimedOut extends Error {
  override name = 'HandlingTimedOut';
}

/** The user cancelled what was being done. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

/** The program is stopping, so the handling of an update was aborted. */
export class ProgramStopping extends Error {
  override name = 'ProgramStopping';
}

/** Explains an error: what happened and what to do next; `undefined` for an error that is a defect. */
export function explanationOf(error: unknown, texts: Texts, timezone: string): Explanation | undefined {
  const { failures, login } = texts;
  const plain = (text: Text): Explanation => ({ text, loginHelps: false });
  if (error instanceof NotLoggedIn) return { text: login.needed, loginHelps: true };
  if (error instanceof HttpError) return plain(failures.unsent);
  if (error instanceof HandlingTimedOut) return plain(failures.tooSlow);
  if (error instanceof ProgramStopping) return plain(failures.stopping);
  if (error instanceof TooManyPeople) return plain(texts.jobs.tooMany(formatCount(error.count), error.most));
  if (error instanceof QuotaSpent)
    return plain(fillText(texts.jobs.quotaSpent, localMoment(error.until, timezone)));
  if (error instanceof TooManyLogins)
    return plain(fillText(login.tooMany, error.most, localMoment(error.until, timezone)));
  if (error instanceof UnusableList) return plain(texts.lists.noInformation[error.missing]);
  if (error instanceof InDoubt) return plain(failures.inDoubt);
  if (error instanceof BilibiliUnreachable) return plain(failures.unreachable[error.why]);
  if (!(error instanceof BilibiliRefused)) return undefined;
  if (error.restUntil !== undefined)
    return plain(fillText(failures.resting, localTimeOfDay(error.restUntil, timezone)));
  return {
    text: failures.withCode(failures.refused[error.reason], error.code, oneLine(error.siteMessage)),
    loginHelps: error.reason === 'login' || error.reason === 'csrf',
  };
}

/**
 * Tells the user why a step failed. Rethrows an error that has no explanation, and one by which Telegram
 * itself refused a message, because another message would fail too.
 */
export async function replyWithFailure(ctx: BotContext, error: unknown): Promise<void> {
  if (error instanceof GrammyError) throw error;
  // The answer to /cancel reports a cancellation; the deadline reports its own abort.
  if (error instanceof Cancelled || isAbort(error)) return;
  const words = explanationOf(error, ctx.texts, ctx.timezone);
  if (words === undefined) throw error;
  const { groupBinding } = ctx.texts;
  const inGroup = ctx.chat?.type !== 'private';
  if (words.loginHelps && ctx.guest)
    await sendToOnePerson(ctx, { text: groupBinding.ownerLoggedOut(ctx.owner?.name ?? '') });
  else if (error instanceof NotLoggedIn && inGroup) {
    if (ctx.owner !== undefined) await replyPrivateOnly(ctx, 'login', groupBinding.loginInPrivate);
    else
      await sendToOnePerson(ctx, {
        text: groupBinding.notLinked,
        keyboard: privateChatKeyboard(ctx, 'login'),
      });
  } else if (words.loginHelps) await send(ctx, { text: words.text, keyboard: loginKeyboard(ctx) });
  else await sendToOnePerson(ctx, { text: words.text });
}

/** Whether an error means that a signal was aborted. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
