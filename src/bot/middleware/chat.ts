import type { Middleware } from 'grammy';
import type { Accounts } from '../../accounts/accounts.ts';
import type { ChatRecord, Collection } from '../../storage/index.ts';
import { accountMark, type BotContext, NotLoggedIn, placeOf } from '../context.ts';
import { catalogues, type Language, languageFor } from '../text/index.ts';
import { noteSpoken } from '../words.ts';

/** Puts the chat's language, timezone and account on the context. Updates from nobody or nowhere end here. */
export function knowChat(deps: {
  chats: Collection<ChatRecord>;
  accounts: Accounts;
  language: Language;
  timezone: string;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    if (ctx.chat === undefined || ctx.from === undefined) return;
    const record = await deps.chats.get(String(ctx.chat.id));
    ctx.texts = catalogues[languageFor(record?.language, ctx.from.language_code, deps.language)];
    if (record && record.spoken !== ctx.texts.language && placeOf(ctx).private) {
      await noteSpoken(deps.chats, ctx.chat.id, ctx.texts.language);
    }
    ctx.timezone = record?.timezone ?? deps.timezone;
    ctx.account = async () => {
      const { chat } = placeOf(ctx);
      const account =
        ctx.actsAs === undefined
          ? await deps.accounts.active(chat)
          : (await deps.accounts.list(chat)).find(({ mid }) => accountMark(mid) === ctx.actsAs);
      if (account === undefined) throw new NotLoggedIn();
      ctx.actsAs = accountMark(account.mid);
      return account;
    };
    await next();
  };
}
