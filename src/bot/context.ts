import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Account } from '../accounts/accounts.ts';
import type { Notes } from '../people/notes.ts';
import type { Platform } from './platform.ts';
import type { Texts } from './text/index.ts';

/** What every handler finds on its context besides grammY's own. */
export interface ContextExtras {
  /** The platform the update came from. */
  platform: Platform;
  /** All texts, in the language of this chat. */
  texts: Texts;
  /** The chat's IANA timezone, for showing times. */
  timezone: string;
  /** The owner of a linked group, with their name, safe to display; `undefined` elsewhere. */
  owner: { id: number; name: string } | undefined;
  /**
   * Whether the sender is the group's owner but no longer one of its admins: then they have only a guest's
   * rights.
   */
  formerAdmin: boolean;
  /**
   * The chat whose quiet hours and timezone apply: the home chat of the sender's (or the group owner's)
   * private chats.
   */
  home: number;
  /**
   * The private chats whose logins, jobs and notes are used: the home chat first, then those joined to it.
   */
  privateChats: readonly number[];
  /** Whether the sender is not the owner of a linked group: they may see public data and change nothing. */
  guest: boolean;
  /**
   * Aborts at the update's deadline, when the user cancels, or when the program stops; passed to every
   * request.
   */
  signal: AbortSignal;
  /**
   * The notes of this private chat and those joined to it; `undefined` in groups, so that nobody else sees
   * them.
   */
  notes: Notes | undefined;
  /** The hash of the account this update acts as: from the pressed button, else the active account. */
  actsAs: number | undefined;
  /** The text of this message, or of its file, when it contains a credential; the message is deleted. */
  pasted: string | undefined;
  /** Whether this command ended an open question. */
  leftQuestion: boolean;
  /** Whether this /cancel aborted something. */
  gaveUp: boolean;
  /**
   * The Bilibili account this update acts as; the same one on every call.
   * @throws NotLoggedIn when there is none; the user is then told how to log in
   */
  account(): Promise<Account>;
}

/** The context of all handlers. */
export type BotContext = ConversationFlavor<Context & ContextExtras>;

/**
 * Ends a handler early when the chat is not logged in, before it asks the user for anything.
 * @throws NotLoggedIn
 */
export async function requireLogin(ctx: BotContext): Promise<void> {
  await ctx.account();
}

/** A handler needs an account, but the chat is not logged in. */
export class NotLoggedIn extends Error {
  override name = 'NotLoggedIn';
}

/** The chat and the sender of an update; channel posts and polls have no sender. */
export interface ChatUser {
  chat: number;
  user: number;
  private: boolean;
}

/** The chat and sender of an update; throws for updates without them, which handlers never get. */
export function chatUserOf(ctx: Context): ChatUser {
  if (ctx.chat === undefined || ctx.from === undefined)
    throw new TypeError('This update has no chat or no user');
  return { chat: ctx.chat.id, user: ctx.from.id, private: ctx.chat.type === 'private' };
}

/**
 * A short hash of an account for callback data that has no room for a mid. Collisions within one chat are
 * very unlikely.
 */
export function accountHash(mid: number): number {
  return mid % 36 ** 4;
}
