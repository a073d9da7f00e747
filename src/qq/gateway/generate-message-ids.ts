import { BoundedMap } from '../../bounded-map.ts';

/** Generates message ids: rising within a chat, also over restarts, and no larger than Telegram's. */
export function createMessageIds(now: () => number): { next(chat: number): number } {
  const last = new BoundedMap<number, number>(10_000);
  return {
    next(chat) {
      const id = Math.max(Math.floor(now() / 1000), (last.get(chat) ?? 0) + 1);
      last.set(chat, id);
      return id;
    },
  };
}
