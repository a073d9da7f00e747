/** Shapes the page works with; used by its JSDoc only and never sent to a browser. */
import type { Chat, Message, User } from 'grammy/types';

export type { InlineKeyboardButton, MessageEntity, User } from 'grammy/types';

/** Any message the page may be sent; every content field may be there or not. One of QQ may have been recalled. */
export type AnyMessage = Message & { recalled?: boolean };
/** A chat as the list shows it. */
export type AnyChat = Chat & { members?: User[]; blocked?: boolean };

/** A command of the menu. */
export interface Command {
  command: string;
  description: string;
}

/** A person of the simulated site in one line; `attribute` is what the account shown is to them (6: mutual). */
export interface Brief {
  mid: number;
  name: string;
  face: string;
  attribute: number;
}

/** What the simulated site tells about one account. */
export interface AccountState {
  account: {
    mid: number;
    name: string;
    face: string;
    counts: Record<'followings' | 'fans' | 'whispers' | 'blacks', number>;
  };
  fans: Brief[];
  followings: Brief[];
  groups: { tagid: number; name: string; count: number }[];
  /** How many logins are good. */
  sessions: number;
  risk: boolean;
  /** Risk control answered the account last, and the bot may still rest. */
  turnedAway: boolean;
  requests: { method: string; host: string; path: string; mid?: number; code?: number; at: number }[];
  people: { mid: number; name: string; face: string }[];
}

/** A QR code that waits to be scanned or confirmed. */
export interface PendingQr {
  key: string;
  state: 'waiting' | 'scanned';
}

/** Who there is on the simulated QQ: the bot's account and its friends, by QQ number. */
export interface QQState {
  bot: { id: number; name: string };
  friends: { id: number; name: string }[];
}

/** A message of the simulated QQ; of a recalled one nothing is told but that. Addresses lie under `/qq/`. */
export interface QQMessage {
  id: number;
  from: number;
  /** Seconds since 1970. */
  time: number;
  text: string;
  quotes?: number;
  picture?: { address: string; width?: number; height?: number };
  document?: { name: string; bytes: number; address: string };
  recalled: boolean;
}
