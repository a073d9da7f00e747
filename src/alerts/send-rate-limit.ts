import type { Clock } from '../clock.ts';
import { createKeyedMutex } from '../storage/index.ts';
import { minute } from './types.ts';

/** Telegram publishes no exact limits: about 30 messages a second, one a second a chat, 20 a minute a group. */
const aSecond = 28;
/**
 * Evenly: what goes out in bursts arrives drawn out, the end of one burst within a second of all of the next, and that
 * is refused.
 */
const spacing = 1000 / aSecond;
const chatSpacing = 1000;
const groupAMinute = 20;
const twice = 10_000;

/** When a message may go where. Times in ms. */
export interface SendRateLimit {
  /** When a chat may get its next message, as far as the chat is concerned. */
  free(chat: number): number;
  /** Resolves when any message may go, and counts it: 28 a second, evenly. */
  turn(signal: AbortSignal): Promise<void>;
  /** A message to a chat has gone, or was refused: notes that it took its place. */
  used(chat: number): void;
  /** Telegram asked to wait `ms` with a chat; asked twice within ten seconds, it means everybody. */
  hold(chat: number, ms: number): void;
}

/** Limits under which nothing has gone yet. Nothing of them survives a restart. */
export function createSendRateLimit(clock: Clock): SendRateLimit {
  const chats = new Map<number, { free: number; sent: number[] }>();
  /** When the next message may go. */
  let next = 0;
  let everyone = 0;
  let heldAt = Number.NEGATIVE_INFINITY;
  const queue = createKeyedMutex();

  const forget = () => {
    const now = clock.now();
    for (const [chat, { free, sent }] of chats) {
      if (free <= now && (sent.at(-1) ?? 0) <= now - minute) chats.delete(chat);
    }
  };
  const of = (chat: number) => {
    let found = chats.get(chat);
    if (found === undefined) {
      if (chats.size >= 1000 && chats.size % 1000 === 0) forget();
      found = { free: 0, sent: [] };
      chats.set(chat, found);
    }
    return found;
  };

  /** Waits for the next place in the row, and takes it. */
  async function slot(signal: AbortSignal): Promise<void> {
    for (let late = 0; ; late = spacing) {
      const now = clock.now();
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
      // Groups have negative ids.
      const oldest = chat < 0 ? known.sent.at(-groupAMinute) : undefined;
      return Math.max(known.free, oldest === undefined ? 0 : oldest + minute);
    },
    turn: (signal) => queue.run('', () => slot(signal), signal),
    used(chat) {
      const now = clock.now();
      const one = of(chat);
      one.free = Math.max(one.free, now + chatSpacing);
      one.sent = [...one.sent.filter((at) => at > now - minute), now];
    },
    hold(chat, ms) {
      const now = clock.now();
      const one = of(chat);
      one.free = Math.max(one.free, now + ms);
      if (now - heldAt <= twice) everyone = Math.max(everyone, now + ms);
      heldAt = now;
    },
  };
}
