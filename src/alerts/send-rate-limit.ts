import type { Clock } from '../clock.ts';
import { createKeyedMutex } from '../storage/index.ts';
import { hour, minute } from '../time-units.ts';

/** The send rates a chat platform allows. One object for each platform. */
export interface SendRates {
  /** Messages a second in total. */
  perSecond: number;
  /** Time between two messages to one chat, ms. */
  chatSpacing: number;
  /** Messages a minute to one group. */
  groupPerMinute: number;
  isGroup(chat: number): boolean;
  /** Whether two requests to wait within ten seconds apply to the whole platform. */
  waitsForAll: boolean;
}

/** Two requests to wait within this time may apply to the whole platform, ms. */
const repeatedRequestWindow = 10_000;
/** The longest wait, ms, whatever the platform asks for. */
const maxPause = hour;

/**
 * Decides when a message may be sent. Times are monotonic, ms. All operations take constant time, however
 * many chats there are.
 */
export interface SendRateLimit {
  /** When the next message may be sent to a chat, as far as the chat's own limits go. */
  freeAt(chat: number): number;
  /** Resolves when a message may be sent to a chat's platform, and counts it; spaced evenly. */
  waitForTurn(chat: number, signal: AbortSignal): Promise<void>;
  /** Counts a message to a chat that was sent or refused. */
  countMessage(chat: number): void;
  /** The platform asked to wait `ms` before sending to a chat, or to anyone. */
  pauseChat(chat: number, ms: number): void;
  /** Ends a chat's own wait. */
  endPause(chat: number): void;
}

interface ChatUse {
  free: number;
  /** Times of the last messages, oldest first; as many as a group may get in a minute. */
  sent: number[];
}

/**
 * Creates separate limits for every platform. They do not survive a restart.
 * @param ratesOf the send rates of a chat's platform
 */
export function createSendRateLimit(clock: Clock, ratesOf: (chat: number) => SendRates): SendRateLimit {
  const limits = new Map<SendRates, SendRateLimit>();
  const limitOf = (chat: number): SendRateLimit => {
    const rates = ratesOf(chat);
    const limit = limits.get(rates) ?? createPlatformLimit(clock, rates);
    limits.set(rates, limit);
    return limit;
  };
  return {
    freeAt: (chat) => limitOf(chat).freeAt(chat),
    waitForTurn: (chat, signal) => limitOf(chat).waitForTurn(chat, signal),
    countMessage: (chat) => limitOf(chat).countMessage(chat),
    pauseChat: (chat, ms) => limitOf(chat).pauseChat(chat, ms),
    endPause: (chat) => limitOf(chat).endPause(chat),
  };
}

function createPlatformLimit(clock: Clock, rates: SendRates): SendRateLimit {
  /**
   * Evenly spaced: bursts arrive stretched, so the end of one may arrive within a second of the next one, and
   * is refused.
   */
  const spacing = 1000 / rates.perSecond;
  /** The least recently used chat comes first. */
  const chats = new Map<number, ChatUse>();
  /** When the next message may be sent. */
  let next = 0;
  let everyone = 0;
  let heldAt = Number.NEGATIVE_INFINITY;
  const queue = createKeyedMutex();

  /**
   * Marks a chat as used most recently. Checks the two oldest entries each time, so unused ones are removed
   * as fast as others are added.
   */
  const use = (chat: number): ChatUse => {
    const found = chats.get(chat) ?? { free: 0, sent: [] };
    chats.delete(chat);
    chats.set(chat, found);
    const now = clock.monotonic();
    for (let checks = 0; checks < 2; checks += 1) {
      const [oldest] = chats;
      if (oldest === undefined || oldest[0] === chat) break;
      const [other, one] = oldest;
      chats.delete(other);
      if (one.free > now || (one.sent.at(-1) ?? 0) > now - minute) chats.set(other, one);
    }
    return found;
  };

  /** Waits for the next free slot and takes it. */
  async function slot(signal: AbortSignal): Promise<void> {
    for (let late = 0; ; late = spacing) {
      const now = clock.monotonic();
      const wait = Math.max(everyone, next) - now;
      if (wait <= 0) {
        // Timers fire late; a message that had to wait does not delay the following ones by that.
        next = Math.max(next, now - late) + spacing;
        return;
      }
      await clock.sleep(wait, signal);
    }
  }

  return {
    freeAt(chat) {
      const known = chats.get(chat);
      if (known === undefined) return 0;
      const oldest = rates.isGroup(chat) ? known.sent.at(-rates.groupPerMinute) : undefined;
      return Math.max(known.free, oldest === undefined ? 0 : oldest + minute);
    },
    waitForTurn: (_, signal) => queue.run('', () => slot(signal), signal),
    countMessage(chat) {
      const now = clock.monotonic();
      const one = use(chat);
      one.free = Math.max(one.free, now + rates.chatSpacing);
      one.sent.push(now);
      if (one.sent.length > rates.groupPerMinute) one.sent.shift();
    },
    pauseChat(chat, ms) {
      const now = clock.monotonic();
      const wait = Math.min(Math.max(ms, rates.chatSpacing) || rates.chatSpacing, maxPause);
      const one = use(chat);
      one.free = Math.max(one.free, now + wait);
      if (rates.waitsForAll && now - heldAt <= repeatedRequestWindow)
        everyone = Math.max(everyone, now + wait);
      heldAt = now;
    },
    endPause(chat) {
      const one = chats.get(chat);
      if (one !== undefined) one.free = Math.min(one.free, clock.monotonic());
    },
  };
}
