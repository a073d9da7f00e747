import { BilibiliRefused, type Credential, parseCookie } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { deleteMessageWithCredential } from '../../bot/credential-guard.ts';
import type { Answered, Question } from '../../bot/feature.ts';
import { keepLogin, welcomeLogin } from './keep-login.ts';
import type { LoginDeps } from './login-deps.ts';

/** Waits for a pasted cookie. */
export function cookieQuestion(deps: LoginDeps): Question {
  return { name: 'cookie', noText: tellToType, answer: (ctx, text) => takeCookie(ctx, text, deps) };
}

/** Waits for an access_key. */
export function accessKeyQuestion(deps: LoginDeps): Question {
  return {
    name: 'accessKey',
    noText: tellToType,
    async answer(ctx, text) {
      await deleteMessageWithCredential(ctx);
      const accessKey = text.trim().replace(/^access_key\s*[=:]\s*/u, '');
      if (!/^[\w.%~-]{10,256}$/u.test(accessKey)) return again(ctx, ctx.texts.login.accessKey.unreadable);
      return takeKey(ctx, accessKey, deps, ctx.texts.login.accessKey.refused);
    },
  };
}

/** Logs in with an access_key that nobody asked for. That its message is gone is said when it is none. */
export async function takeUnaskedKey(ctx: BotContext, accessKey: string, deps: LoginDeps): Promise<void> {
  await deleteMessageWithCredential(ctx);
  await takeKey(ctx, accessKey, deps, ctx.texts.login.accessKey.unasked);
}

function takeKey(ctx: BotContext, accessKey: string, deps: LoginDeps, refused: string): Promise<Answered> {
  const credential: Credential = { kind: 'accessKey', accessKey, madeAt: deps.clock.now() };
  return enter(ctx, credential, deps, refused);
}

/** Logs in with a text that holds a cookie. The message goes first, whatever comes of the cookie. */
export async function takeCookie(ctx: BotContext, text: string, deps: LoginDeps): Promise<Answered> {
  await deleteMessageWithCredential(ctx);
  const cookies = parseCookie(text);
  if (cookies === undefined) return again(ctx, ctx.texts.login.cookie.unreadable);
  const credential: Credential = { kind: 'cookie', cookies, madeAt: deps.clock.now() };
  return enter(ctx, credential, deps, ctx.texts.login.cookie.refused);
}

/** Whose credential it is, the site says; one it does not know is asked for again. */
async function enter(
  ctx: BotContext,
  credential: Credential,
  deps: LoginDeps,
  refused: string,
): Promise<Answered> {
  try {
    await deps.loginLimit.spend(chatUserOf(ctx).user);
    const identity = await deps.bilibili.identify(credential, { signal: ctx.signal });
    const account = await keepLogin(ctx, identity, deps);
    await welcomeLogin(ctx, identity, account, deps, ctx.signal);
    return 'done';
  } catch (error) {
    if (
      error instanceof BilibiliRefused &&
      error.restUntil === undefined &&
      error.reason !== 'risk' &&
      error.reason !== 'busy'
    ) {
      return again(ctx, refused);
    }
    throw error;
  }
}

async function again(ctx: BotContext, words: string): Promise<Answered> {
  await ctx.reply(words);
  return 'again';
}

async function tellToType(ctx: BotContext): Promise<void> {
  await ctx.reply(ctx.texts.login.noWords);
}
