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
