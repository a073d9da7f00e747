import type { MenuChoice } from './choices.ts';

/** How long a menu may be answered, in milliseconds. */
const patience = 10 * 60_000;
const most = 10_000;

/** What somebody may answer now. */
export interface Menu {
  /** The message that shows it. */
  message: number;
  choices: readonly MenuChoice[];
}

/**
 * For each person in each chat, the last message with choices that was sent in answer to them. What the bot sends by itself
 * never comes here, so that nobody answers what they did not ask for.
 */
export interface Menus {
  /** `undefined` when there is none, or its time is over. */
  live(chat: number, user: number): Menu | undefined;
  open(chat: number, user: number, menu: Menu): void;
  /** Other choices in the same message; the time goes on. Nothing when another menu is live. */
  change(chat: number, user: number, menu: Menu): void;
  /** @param message only if it is this one */
  end(chat: number, user: number, message?: number): void;
}

/** @param now milliseconds since 1970 */
export function createMenus(now: () => number): Menus {
  const menus = new Map<string, Menu & { until: number }>();
  const keyOf = (chat: number, user: number) => `${chat}:${user}`;
  const read = (chat: number, user: number) => {
    const menu = menus.get(keyOf(chat, user));
    return menu !== undefined && menu.until > now() ? menu : undefined;
  };
  const end = (chat: number, user: number) => void menus.delete(keyOf(chat, user));
  return {
    live: read,
    open(chat, user, menu) {
      end(chat, user);
      menus.set(keyOf(chat, user), { ...menu, until: now() + patience });
      const [oldest] = menus.keys();
      if (menus.size > most && oldest !== undefined) menus.delete(oldest);
    },
    change(chat, user, menu) {
      const live = read(chat, user);
      if (live?.message !== menu.message) return;
      if (menu.choices.length === 0) end(chat, user);
      else menus.set(keyOf(chat, user), { ...menu, until: live.until });
    },
    end(chat, user, message) {
      if (message === undefined || menus.get(keyOf(chat, user))?.message === message) end(chat, user);
    },
  };
}
