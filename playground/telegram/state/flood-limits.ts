import { tooManyRequests } from '../errors.ts';
import type { ChatRecord } from './chats.ts';

/**
 * Telegram's flood limits as in its bot FAQ: 30 messages a second in total, one a second per chat (short
 * bursts pass), 20 a minute per group. Edits have the same limits, counted separately per chat.
 */
export interface Limits {
  /** When false, nothing is limited. */
  on: boolean;
  /**
   * Counts `count` messages.
   * @throws TelegramRefused 429, without counting
   */
  take(kind: 'send' | 'edit', record: ChatRecord, count?: number): void;
}

const OVERALL = 30;
const BURST = 3;
const GROUP_MINUTE = 20;

/** @param now milliseconds */
export function createLimits(now: () => number, on: boolean): Limits {
  const overall: number[] = [];
  const chats = new Map<string, { recent: number[]; minute: number[] }>();

  /** Milliseconds until `count` more fit into a window; 0 when they fit now. */
  const waitTime = (times: number[], allowed: number, window: number, count: number, time: number) => {
    while (times[0] !== undefined && times[0] <= time - window) times.shift();
    const excess = times.length + count - allowed;
    if (excess <= 0) return 0;
    return (times[Math.min(excess, times.length) - 1] ?? time) + window - time;
  };
  const limits: Limits = {
    on,
    take(kind, { chat }, count = 1) {
      if (!limits.on) return;
      const time = now();
      const key = `${kind} ${chat.id}`;
      const used = chats.get(key) ?? { recent: [], minute: [] };
      chats.set(key, used);
      const wait = Math.max(
        waitTime(overall, OVERALL, 1000, count, time),
        // Bursts of three, then one a second: at most three in three seconds.
        waitTime(used.recent, Math.max(BURST, count), BURST * 1000, count, time),
        chat.type === 'private' ? 0 : waitTime(used.minute, GROUP_MINUTE, 60_000, count, time),
      );
      if (wait > 0) throw tooManyRequests(Math.max(1, Math.ceil(wait / 1000)));
      for (let index = 0; index < count; index += 1) {
        overall.push(time);
        used.recent.push(time);
        if (chat.type !== 'private') used.minute.push(time);
      }
    },
  };
  return limits;
}
