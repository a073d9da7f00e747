import type { Destination } from './destination.ts';
import type { Outbox } from './watch-record-parts.ts';

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
