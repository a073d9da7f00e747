import type { Clock } from '../clock.ts';
import { createKeyedMutex } from '../storage/index.ts';
import { hour, minute } from './time-units.ts';

/** How fast a chat platform takes messages. One object for each platform. */
export interface SendRates {
  /** Messages a second in all. */
  perSecond: number;
  /** Between two messages to one chat, ms. */
  chatSpacing: number;
  /** Messages a minute to one group. */
  groupPerMinute: number;
  isGroup(chat: number): boolean;
  /** Whether a platform that asks twice within ten seconds to wait with a chat means everybody. */
  waitsForAll: boolean;
}

/** Asked to wait twice within so long, ms, a platform may mean everybody. */
const twice = 10_000;
/** A wait is taken for so long at most, ms: whatever is asked for, it is tried again then. */
const longestHold = hour;

/** When a message may go where. Times are those of the monotonic clock, ms. Everything costs the same however many chats there are. */
export interface SendRateLimit {
  /** When a chat may get its next message, as far as the chat is concerned. */
  free(chat: number): number;
  /** Resolves when a message to the platform of a chat may go, and counts it: evenly, so many a second. */
  turn(chat: number, signal: AbortSignal): Promise<void>;
  /** A message to a chat has gone, or was refused: it counts. */
  used(chat: number): void;
  /** The platform asked to wait `ms` with a chat, or with everybody on it. */
  hold(chat: number, ms: number): void;
  /** The chat need not wait any longer, as far as it alone is concerned. */
  release(chat: number): void;
}

interface ChatUse {
  free: number;
  /** When the last messages went, oldest first; as many as a group may get in a minute. */
  sent: number[];
}

/**
 * Limits under which nothing has gone yet, apart for every platform. Nothing of them survives a restart.
 * @param ratesOf those of the platform a chat is on
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
    free: (chat) => limitOf(chat).free(chat),
    turn: (chat, signal) => limitOf(chat).turn(chat, signal),
    used: (chat) => limitOf(chat).used(chat),
    hold: (chat, ms) => limitOf(chat).hold(chat, ms),
    release: (chat) => limitOf(chat).release(chat),
  };
}

function createPlatformLimit(clock: Clock, rates: SendRates): SendRateLimit {
  /**
   * Evenly: what goes out in bursts arrives drawn out, the end of one burst within a second of all of the next, and that
   * is refused.
   */
  const spacing = 1000 / rates.perSecond;
  /** The chat used longest ago stands first. */
  const chats = new Map<number, ChatUse>();
  /** When the next message may go. */
  let next = 0;
  let everyone = 0;
  let heldAt = Number.NEGATIVE_INFINITY;
  const queue = createKeyedMutex();

  /** A chat's use, put last. Each time the two first are checked, so that those done with go as fast as others come. */
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

  /** Waits for the next place in the row, and takes it. */
  async function slot(signal: AbortSignal): Promise<void> {
    for (let late = 0; ; late = spacing) {
      const now = clock.monotonic();
      const wait = Math.max(everyone, next) - now;
      if (wait <= 0) {
        // A timer is always a little late: who had to wait leaves those behind their time.
        next = Math.max(next, now - late) + spacing;
        return;
      }
      await clock.sleep(wait, signal);
    }
  }

  return {
    free(chat) {
      const known = chats.get(chat);
      if (known === undefined) return 0;
      const oldest = rates.isGroup(chat) ? known.sent.at(-rates.groupPerMinute) : undefined;
      return Math.max(known.free, oldest === undefined ? 0 : oldest + minute);
    },
    turn: (_, signal) => queue.run('', () => slot(signal), signal),
    used(chat) {
      const now = clock.monotonic();
      const one = use(chat);
      one.free = Math.max(one.free, now + rates.chatSpacing);
      one.sent.push(now);
      if (one.sent.length > rates.groupPerMinute) one.sent.shift();
    },
    hold(chat, ms) {
      const now = clock.monotonic();
      const wait = Math.min(Math.max(ms, rates.chatSpacing) || rates.chatSpacing, longestHold);
      const one = use(chat);
      one.free = Math.max(one.free, now + wait);
      if (rates.waitsForAll && now - heldAt <= twice) everyone = Math.max(everyone, now + wait);
      heldAt = now;
    },
    release(chat) {
      const one = chats.get(chat);
      if (one !== undefined) one.free = Math.min(one.free, clock.monotonic());
    },
  };
}
