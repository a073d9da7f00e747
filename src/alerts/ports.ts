import type { Session } from '../api/index.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Destination, Outbox } from './types.ts';

/** The session of a chat's login to an account; `undefined` when there is none any more. */
export type SessionOf = (chat: number, mid: number) => Promise<Session | undefined>;

/** The result of a poll. */
export type PollResult =
  | {
      kind: 'good';
      fans: number;
      mutuals: number;
      total: number;
      first: boolean;
      /** New fans an hour. */
      rate: number;
      /** When the earliest of the new fans came, ms since 1970; `undefined` when there are none. */
      oldest?: number | undefined;
    }
  /** No usable answer or no login: nothing new is known. */
  | { kind: 'failed'; why: 'login' | 'banned' | 'refused' | 'unreachable' | 'noInformation' | 'broken' }
  /** Risk control; no requests until then, ms since 1970. */
  | { kind: 'resting'; until: number }
  /** No chat is subscribed, or none can be alerted. */
  | { kind: 'off' };

/** What the fan counts can do to polls. */
export interface PollControl {
  /** An account's fan count has changed: polls it soon, even while a poll is running. */
  pollMoved(mid: number): void;
  /** Sets whether polls of an account wait for a change of its fan count. */
  setProbed(mid: number, probed: boolean): void;
  /** Whether polls of an account are neither failing nor paused. */
  isWell(mid: number): boolean;
}

/** The contents of one message to a chat about an account. */
export interface Digest extends Outbox {
  /** The watched account. */
  mid: number;
  /** The subscribed chat, whose language and timezone are used. */
  chat: number;
  /** Where it is sent. */
  to: Destination;
  /** The current number of fans. */
  total: number;
}

/** The result of sending a message. */
export type SendResult =
  | { kind: 'sent' }
  /** The platform asks to wait this many seconds. */
  | { kind: 'retryAfter'; seconds: number }
  /** The user has blocked the bot or is deactivated, or the bot was removed from the group. Acted on at once. */
  | { kind: 'blocked' }
  /**
   * There is no such chat or topic, or the bot may not write there. Acted on only after more than an hour,
   * because it may be a mistake.
   */
  | { kind: 'gone' }
  /** The group has a new id. */
  | { kind: 'migrated'; to: number }
  /** It is unknown whether the message was sent; a repetition may be seen twice. */
  | { kind: 'inDoubt' }
  /** Any other failure: retried later. */
  | { kind: 'later' };

/**
 * Sends one message and returns the result; a rejection counts as `later`. It must end by itself eventually,
 * and immediately when `signal` aborts, because stopping has waited long enough.
 */
export type SendDigest = (digest: Digest, signal: AbortSignal) => Promise<SendResult>;

/** Gets the result of a message, before it is acted on. */
export type SendResultListener = (digest: Digest, result: SendResult) => void | Promise<void>;

/** The quiet hours of a chat; `undefined` when it has none. */
export type QuietHoursOf = (chat: number) => Promise<QuietHours | undefined>;

/** The timezone of a chat (IANA name), which decides the days of its history. */
export type TimezoneOf = (chat: number) => Promise<string>;
