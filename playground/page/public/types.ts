/** Types for the page's JSDoc; never sent to a browser. */
import type { Chat, Message, User } from 'grammy/types';

export type { InlineKeyboardButton, MessageEntity, User } from 'grammy/types';

/** Any message of either platform; every content field is optional. QQ messages can be recalled. */
export type AnyMessage = Message & { recalled?: boolean };
/** A chat in the list. */
export type AnyChat = Chat & { members?: User[]; blocked?: boolean };

/** A command in the menu. */
export interface Command {
  command: string;
  description: string;
}

/** A person of the simulated site; `attribute` is the shown account's relation to them (6: mutual). */
export interface Brief {
  mid: number;
  name: string;
  face: string;
  attribute: number;
}

/** The state of one account of the simulated site. */
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
  /** How many cookie sessions are valid. */
  sessions: number;
  risk: boolean;
  /** The last API request was refused by risk control, and the bot may still be pausing. */
  turnedAway: boolean;
  requests: { method: string; host: string; path: string; mid?: number; code?: number; at: number }[];
  people: { mid: number; name: string; face: string }[];
}

/** A QR code that can be scanned or confirmed. */
export interface PendingQr {
  key: string;
  state: 'waiting' | 'scanned';
}

/** The bot's account and its friends on the simulated QQ, by QQ number. */
export interface QQState {
  bot: { id: number; name: string };
  friends: { id: number; name: string }[];
}

/** A message of the simulated QQ; recalled ones have no content. Addresses are relative to `/qq/`. */
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
