import { readAccessKey, readPastedLogin } from '../../accounts/read-pasted-login.ts';
import { BilibiliRefused, type Credential } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { deleteMessageWithCredential } from '../../bot/delete-message-with-credential.ts';
import type { AnswerOutcome, Question } from '../../bot/feature.ts';
import { askAgain } from '../../bot/questions.ts';
import { saveLogin, welcomeAndWatch } from './after-login.ts';
import type { LoginDeps } from './login-deps.ts';

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
      return logInWithKey(ctx, accessKey, deps, ctx.texts.login.accessKey.refused);
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
  const { cookie: words, accessKey } = ctx.texts.login;
  const login = readPastedLogin(text);
  switch (login.kind) {
    case 'cookie': {
      const { cookies, refreshToken } = login;
      const credential: Credential = {
        kind: 'cookie',
        cookies,
        ...(refreshToken !== undefined && { refreshToken }),
        madeAt: deps.clock.now(),
      };
      return logIn(ctx, credential, deps, words.refused);
    }
    case 'accessKey':
      return logInWithKey(ctx, login.accessKey, deps, accessKey.refused);
    case 'incomplete':
      return askAgain(ctx, login.unnamed ? words.unnamed : words.missing(login.missing.join(words.and)));
    case 'none':
      return askAgain(ctx, unreadable);
  }
}

function logInWithKey(
  ctx: BotContext,
  accessKey: string,
  deps: LoginDeps,
  refused: string,
): Promise<AnswerOutcome> {
  const credential: Credential = { kind: 'accessKey', accessKey, madeAt: deps.clock.now() };
  return logIn(ctx, credential, deps, refused);
}

/** Asks Bilibili whose credential it is and stores it; if it is not valid, asks for another. */
async function logIn(
  ctx: BotContext,
  credential: Credential,
  deps: LoginDeps,
  refused: string,
): Promise<AnswerOutcome> {
  try {
    const { chat, user } = chatUserOf(ctx);
    await deps.loginLimit.countAttempt(user);
    const identity = await deps.bilibili.identify(credential, { chat, signal: ctx.signal });
    const account = await saveLogin(ctx, identity, deps);
    await welcomeAndWatch(ctx, identity, account, deps, ctx.signal);
    return 'done';
  } catch (error) {
    if (
      error instanceof BilibiliRefused &&
      error.restUntil === undefined &&
      error.reason !== 'risk' &&
      error.reason !== 'busy'
    ) {
      return askAgain(ctx, refused);
    }
    throw error;
  }
}
