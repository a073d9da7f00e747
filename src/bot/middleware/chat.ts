import type { Middleware } from 'grammy';
import type { Accounts } from '../../accounts/accounts.ts';
import type { ChatRecord, Collection } from '../../storage/index.ts';
import { accountMark, type BotContext, NotLoggedIn, placeOf } from '../context.ts';
import { catalogues, type Language, languageFor } from '../text/index.ts';
import { noteSpoken } from '../words.ts';

/**
 * Finds words for whoever writes, before anything can fail that must be told them; what the chat has chosen is not known
 * yet. Updates from nobody or nowhere end here.
 */
export function speak(deps: { language: Language; timezone: string }): Middleware<BotContext> {
  return async (ctx, next) => {
    if (ctx.chat === undefined || ctx.from === undefined) return;
    ctx.texts = catalogues[languageFor(undefined, ctx.from.language_code, deps.language)];
    ctx.timezone = deps.timezone;
    await next();
  };
}

/** Puts the chat's language, timezone and account on the context. */
export function knowChat(deps: {
  chats: Collection<ChatRecord>;
  accounts: Accounts;
  language: Language;
  timezone: string;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    const place = placeOf(ctx);
    const record = await deps.chats.get(String(place.chat));
    ctx.texts = catalogues[languageFor(record?.language, ctx.from?.language_code, deps.language)];
    ctx.timezone = record?.timezone ?? deps.timezone;
    if (record && record.spoken !== ctx.texts.language && place.private)
      await noteSpoken(deps.chats, place.chat, ctx.texts.language);
    ctx.account = async () => {
      const account =
        ctx.actsAs === undefined
          ? await deps.accounts.active(place.chat)
          : (await deps.accounts.list(place.chat)).find(({ mid }) => accountMark(mid) === ctx.actsAs);
      if (account === undefined) throw new NotLoggedIn();
      ctx.actsAs = accountMark(account.mid);
      return account;
    };
    await next();
  };
}
