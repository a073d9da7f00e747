/** Generates message ids: rising within a chat, also over restarts, and no larger than Telegram's. */
export function createMessageIds(now: () => number): { next(chat: number): number } {
  const last = new Map<number, number>();
  return {
    next(chat) {
      const id = Math.max(Math.floor(now() / 1000), (last.get(chat) ?? 0) + 1);
      last.delete(chat);
      last.set(chat, id);
      const [oldest] = last.keys();
      if (last.size > 10_000 && oldest !== undefined) last.delete(oldest);
      return id;
    },
  };
}
