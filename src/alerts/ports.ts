import type { Session } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import type { Repository, WatchRecord } from '../storage/index.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Destination, Outbox } from './types.ts';

/** The chat's login as that account; `undefined` when it has none any more. */
export type SessionOf = (chat: number, mid: number) => Promise<Session | undefined>;

/** What came of a look. */
export type PollResult =
  | { kind: 'good'; fans: number; mutuals: number; total: number; first: boolean }
  /** No usable answer, or no login: nothing is known that was not before. */
  | { kind: 'failed'; why: 'login' | 'banned' | 'refused' | 'unreachable' | 'noInformation' | 'broken' }
  /** Risk control; the site is left alone until then, ms. */
  | { kind: 'resting'; until: number }
  /** Nobody watches, or no chat can be told. */
  | { kind: 'off' };

/** What one chat is told of one account in one go. */
export interface Digest extends Outbox {
  /** The watched account. */
  mid: number;
  /** The chat that watches; its language and timezone count. */
  chat: number;
  /** Where it goes. */
  to: Destination;
  /** How many fans there are now. */
  total: number;
}

/** What became of a message. */
export type SendResult =
  | { kind: 'sent' }
  /** HTTP 429; in seconds. */
  | { kind: 'retryAfter'; seconds: number }
  /** The user has blocked the bot or is deactivated, or it was thrown out of the group. Believed at once. */
  | { kind: 'blocked' }
  /**
   * There is no such chat or topic, or the bot may not write there. Believed when it was said for over an hour, for it
   * may be a mistake.
   */
  | { kind: 'gone' }
  /** The group is a supergroup now, with this id. */
  | { kind: 'migrated'; to: number }
  /** Anything else: it is tried again. */
  | { kind: 'later' };

/**
 * Sends one message, once, and says what became of it; a rejection is as good as `later`. It must end by itself in the
 * end, and at once when `signal` aborts: that is when a stop has waited long enough.
 */
export type SendDigest = (digest: Digest, signal: AbortSignal) => Promise<SendResult>;

/** When a chat wants to be left alone; `undefined` when never. */
export type QuietHoursOf = (chat: number) => Promise<QuietHours | undefined>;

/** The timezone of a chat (IANA name): a day of its history is a day there. */
export type TimezoneOf = (chat: number) => Promise<string>;

/** What alerts need of the rest of the program. */
export interface AlertsDeps {
  records: Repository<WatchRecord>;
  sessionOf: SessionOf;
  send: SendDigest;
  quietHours: QuietHoursOf;
  timezoneOf: TimezoneOf;
  /** Between two looks at an account where as much happens as usual, ms. */
  interval: number;
  /** The longest that a whole list, read for who has left, rests before it is read again, ms; an hour when left out. */
  compareEvery?: number | undefined;
  clock: Clock;
  random: () => number;
  /** Told of defects, and of a store that fails. */
  onError: (mid: number, error: unknown) => void;
  /** Told of every look, for log and metrics. */
  onPoll?: (mid: number, look: PollResult) => void;
  /** How long a stop waits for messages on their way, ms. */
  grace?: number;
}
