import type { Session } from '../api/index.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Destination, Outbox } from './types.ts';

/** The chat's login as that account; `undefined` when it has none any more. */
export type SessionOf = (chat: number, mid: number) => Promise<Session | undefined>;

/** What came of a poll. */
export type PollResult =
  | {
      kind: 'good';
      fans: number;
      mutuals: number;
      total: number;
      first: boolean;
      /** How many follow the account, an hour. */
      rate: number;
      /** When the newcomer came who came first of those found, ms since 1970; `undefined` when nobody did. */
      oldest?: number | undefined;
    }
  /** No usable answer, or no login: nothing is known that was not before. */
  | { kind: 'failed'; why: 'login' | 'banned' | 'refused' | 'unreachable' | 'noInformation' | 'broken' }
  /** Risk control; the site is left alone until then, ms. */
  | { kind: 'resting'; until: number }
  /** No chat is subscribed, or none can be told. */
  | { kind: 'off' };

/** What the counts of accounts do to polls of them. */
export interface PollControl {
  /** An account's count has moved: polls it soon, even where a poll is under way. */
  pollMoved(mid: number): void;
  /** Whether polls of an account wait for its count to move. */
  setProbed(mid: number, probed: boolean): void;
  /** Neither do polls of it fail, nor does it rest. */
  isWell(mid: number): boolean;
}

/** What one chat is told of one account in one go. */
export interface Digest extends Outbox {
  /** The watched account. */
  mid: number;
  /** The subscribed chat; its language and timezone count. */
  chat: number;
  /** Where it goes. */
  to: Destination;
  /** How many fans there are now. */
  total: number;
}

/** What became of a message. */
export type SendResult =
  | { kind: 'sent' }
  /** The platform asks to wait, so many seconds. */
  | { kind: 'retryAfter'; seconds: number }
  /** The user has blocked the bot or is deactivated, or it was thrown out of the group. Believed at once. */
  | { kind: 'blocked' }
  /**
   * There is no such chat or topic, or the bot may not write there. Believed when it was said for over an hour, for it
   * may be a mistake.
   */
  | { kind: 'gone' }
  /** The group has another id now. */
  | { kind: 'migrated'; to: number }
  /** The platform does not know itself whether it went: sent anew, it may be seen twice. */
  | { kind: 'inDoubt' }
  /** Anything else: it is tried again. */
  | { kind: 'later' };

/**
 * Sends one message, once, and says what became of it; a rejection is as good as `later`. It must end by itself in the
 * end, and at once when `signal` aborts: that is when a stop has waited long enough.
 */
export type SendDigest = (digest: Digest, signal: AbortSignal) => Promise<SendResult>;

/** Hears what became of a message, before the alerts conclude anything from it. */
export type SendResultListener = (digest: Digest, result: SendResult) => void | Promise<void>;

/** When a chat wants to be left alone; `undefined` when never. */
export type QuietHoursOf = (chat: number) => Promise<QuietHours | undefined>;

/** The timezone of a chat (IANA name): a day of its history is a day there. */
export type TimezoneOf = (chat: number) => Promise<string>;
