import type { Middleware } from 'grammy';
import type { Accounts } from '../../accounts/accounts.ts';
import { readPrivateChats } from '../../accounts/chats-of-one-person.ts';
import type { Language } from '../../config/languages.ts';
import type { NotesOf } from '../../people/notes.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';
import { firstChatSetting, storeSpokenLanguage } from '../chat-locale.ts';
import { accountHash, type BotContext, chatUserOf, NotLoggedIn } from '../context.ts';
import { createGroupAdminCheck } from '../group-admins.ts';
import type { Platform } from '../platform.ts';
import { catalogues, languageFor } from '../text/index.ts';

/**
 * Sets the texts from the sender's language, so that any later failure can be explained; the chat's settings
 * are not read yet. Drops updates without a chat or a sender.
 */
export function chooseLanguage(deps: {
  platform: Platform;
  language: Language;
  timezone: string;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    if (ctx.chat === undefined || ctx.from === undefined) return;
    ctx.platform = deps.platform;
    ctx.texts = catalogues[languageFor(undefined, ctx.from.language_code, deps.language)];
    ctx.timezone = deps.timezone;
    ctx.owner = undefined;
    ctx.home = ctx.chat.id;
    ctx.privateChats = [ctx.chat.id];
    ctx.guest = false;
    ctx.formerAdmin = false;
    await next();
  };
}

/** Sets the chat's language, timezone, owner, account and notes on the context. */
export function loadChatSettings(deps: {
  chats: Repository<ChatRecord>;
  accounts: Pick<Accounts, 'inRecords'>;
  notesOf: NotesOf;
  language: Language;
  timezone: string;
  /** Monotonic clock, ms. */
  monotonic: () => number;
}): Middleware<BotContext> {
  const isGroupAdmin = createGroupAdminCheck(deps.monotonic);
  return async (ctx, next) => {
    const place = chatUserOf(ctx);
    const record = await deps.chats.get(String(place.chat));
    const owner = record?.owner;
    ctx.owner = owner;
    const kept = await readPrivateChats(deps.chats, owner?.id ?? place.chat, owner ? undefined : record);
    ctx.home = kept[0].chat;
    ctx.privateChats = kept.map(({ chat }) => chat);
    ctx.formerAdmin = owner !== undefined && owner.id === place.user && (await isGroupAdmin(ctx)) === false;
    ctx.guest = owner !== undefined && (owner.id !== place.user || ctx.formerAdmin);
    ctx.notes = place.private ? deps.notesOf(place.chat, ctx.privateChats) : undefined;
    ctx.timezone = firstChatSetting(kept, 'timezone') ?? deps.timezone;
    const chosen =
      record?.language ?? (ctx.guest ? undefined : firstChatSetting(kept, 'language', owner?.id));
    ctx.texts = catalogues[languageFor(chosen, ctx.from?.language_code, deps.language)];
    if (record && record.spoken !== ctx.texts.language && place.private)
      await storeSpokenLanguage(deps.chats, place.chat, ctx.texts.language);
    ctx.account = async () => {
      const { active, all } = deps.accounts.inRecords(kept);
      const account =
        ctx.actsAs === undefined ? active : all.find(({ mid }) => accountHash(mid) === ctx.actsAs);
      if (account === undefined) throw new NotLoggedIn();
      ctx.actsAs = accountHash(account.mid);
      return account;
    };
    await next();
  };
}
