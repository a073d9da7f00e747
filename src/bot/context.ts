import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Account } from '../accounts/accounts.ts';
import type { Notes } from '../people/notes.ts';
import type { Platform } from './platform.ts';
import type { Texts } from './text/index.ts';

/** What every handler finds on its context besides grammY's own. */
export interface Extras {
  /** Where the update came from. */
  platform: Platform;
  /** All sentences, in the language of this chat. */
  texts: Texts;
  /** The chat's IANA timezone; times are shown in it. */
  timezone: string;
  /** The user whose group this is, when it was linked to one; with their name, fit to be shown. */
  owner: { id: number; name: string } | undefined;
  /** This is the owner of the linked group, who no longer administers it: there they may do what any guest may. */
  formerAdmin: boolean;
  /** The chat whose quiet hours and timezone count here: this one, the private chat of the owner, or the one that is joined to. */
  home: number;
  /** The private chats whose logins, jobs and notes count here: that one first, then those joined to it. */
  privateChats: readonly number[];
  /** This is someone else than the owner of a linked group: they may look at what is public, and change nothing. */
  guest: boolean;
  /** Ends when the update's time is over, the user cancels, or the program stops; goes along with every request. */
  signal: AbortSignal;
  /** What is noted about people in this private chat and those joined to it; `undefined` in groups, where nobody sees it. */
  notes: Notes | undefined;
  /** The mark of the account this update acts as: of the button pressed, else of the one that is active. */
  actsAs: number | undefined;
  /** What stands in this message, or in its file, when a credential is part of it; the message is deleted. */
  pasted: string | undefined;
  /** Whether this command ended a question that was open. */
  leftQuestion: boolean;
  /** Whether this /cancel gave up something that was under way. */
  gaveUp: boolean;
  /**
   * The Bilibili account this update acts as, the same one however often it is asked for.
   * @throws NotLoggedIn when there is none; the user is told how to get one.
   */
  account(): Promise<Account>;
}

/** The context of all handlers. */
export type BotContext = ConversationFlavor<Context & Extras>;

/**
 * Ends a handler that would ask or promise something for nothing, where the chat has no account to act as.
 * @throws NotLoggedIn
 */
export async function requireLogin(ctx: BotContext): Promise<void> {
  await ctx.account();
}

/** A handler asked for an account where the chat has none. */
export class NotLoggedIn extends Error {
  override name = 'NotLoggedIn';
}

/** A chat as handlers need it: with someone in it, which channels and polls do not have. */
export interface ChatUser {
  chat: number;
  user: number;
  private: boolean;
}

/** Who speaks where; throws for updates without a person or a chat, which no handler is given. */
export function chatUserOf(ctx: Context): ChatUser {
  if (ctx.chat === undefined || ctx.from === undefined)
    throw new TypeError('This update has no chat or no user');
  return { chat: ctx.chat.id, user: ctx.from.id, private: ctx.chat.type === 'private' };
}

/**
 * A short hash of an account, for callback data that has no room for a mid; two accounts of one chat hardly ever share
 * one.
 */
export function accountHash(mid: number): number {
  return mid % 36 ** 4;
}
