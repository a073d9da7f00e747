import { readAccessKey, readPastedLogin } from '../../accounts/read-pasted-login.ts';
import { BilibiliRefused, type Credential } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { deleteMessageWithCredential } from '../../bot/delete-message-with-credential.ts';
import type { AnswerOutcome, Question } from '../../bot/feature.ts';
import { askAgain } from '../../bot/questions.ts';
import { completeLogin, type LoginDeps } from './complete-login.ts';

/** The question for a pasted cookie, or a file with one. */
export function cookieQuestion(deps: LoginDeps): Question {
  return {
    name: 'cookie',
    takesCredentials: true,
    answer: (ctx, text) => logInWithPasted(ctx, ctx.pasted ?? text, deps, ctx.texts.login.cookie.unreadable),
  };
}

/** The question for an access_key. */
export function accessKeyQuestion(deps: LoginDeps): Question {
  return {
    name: 'accessKey',
    takesCredentials: true,
    async answer(ctx, text) {
      await deleteMessageWithCredential(ctx);
      const accessKey = readAccessKey(ctx.pasted ?? text);
      if (accessKey === undefined) return askAgain(ctx, ctx.texts.login.accessKey.unreadable);
      return logIn(ctx, { kind: 'accessKey', accessKey, madeAt: deps.clock.now() }, deps);
    },
  };
}

/**
 * Logs in with a pasted text that holds a complete login; an incomplete one is not tried, and the user is
 * told what is missing. The message is deleted first in any case.
 * @param unreadable the reply when there is no login in the text
 */
export async function logInWithPasted(
  ctx: BotContext,
  text: string,
  deps: LoginDeps,
  unreadable: string,
): Promise<AnswerOutcome> {
  await deleteMessageWithCredential(ctx);
  // Where the bot cannot delete messages, others may read the login, so it is not used; the user was asked to
  // delete it.
  if (!ctx.platform.deletesMessages) return 'done';
  const words = ctx.texts.login.cookie;
  const login = readPastedLogin(text);
  switch (login.kind) {
    case 'cookie':
    case 'accessKey':
      return logIn(ctx, { ...login, madeAt: deps.clock.now() }, deps);
    case 'incomplete':
      return askAgain(ctx, login.unnamed ? words.unnamed : words.missing(login.missing.join(words.and)));
    case 'none':
      return askAgain(ctx, unreadable);
  }
}

/** Logs in with a credential; if it is not valid, asks for another. */
async function logIn(ctx: BotContext, credential: Credential, deps: LoginDeps): Promise<AnswerOutcome> {
  try {
    await deps.loginLimit.countAttempt(chatUserOf(ctx).user);
    await completeLogin(ctx, credential, deps, ctx.signal);
    return 'done';
  } catch (error) {
    const isInvalid =
      error instanceof BilibiliRefused &&
      error.restUntil === undefined &&
      error.reason !== 'risk' &&
      error.reason !== 'busy';
    if (!isInvalid) throw error;
    return askAgain(ctx, ctx.texts.login[credential.kind].refused);
  }
}
