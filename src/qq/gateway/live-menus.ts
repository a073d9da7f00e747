import { BoundedMap } from '../../bounded-map.ts';
import type { Store } from '../../storage/index.ts';

/** How long a menu can be answered, in ms. */
const patience = 10 * 60_000;
const mostKnown = 10_000;

/** The message whose choices a person may type, and until when (ms since 1970). */
interface MenuRecord {
  message: number;
  until: number;
}

/**
 * The latest message with choices sent in answer to each person in each chat. Messages the bot sends by
 * itself do not count, so that nobody answers a question they did not ask for.
 */
export interface Menus {
  /** The id of the message; `undefined` when there is none, or it has expired. */
  live(chat: number, user: number): Promise<number | undefined>;
  open(chat: number, user: number, message: number): Promise<void>;
  /** @param message ends the menu only if it is this message */
  end(chat: number, user: number, message?: number): Promise<void>;
}

/**
 * Menus in the records of the program.
 * @param now ms since 1970
 */
export function createMenus({ qqMenus }: Pick<Store, 'qqMenus'>, now: () => number): Menus {
  /** Cache of menus, and of people without one, which is the usual case; empty after a restart. */
  const known = new BoundedMap<string, MenuRecord | undefined>(mostKnown);

  async function read(key: string): Promise<MenuRecord | undefined> {
    if (!known.has(key)) known.set(key, await qqMenus.get(key));
    const menu = known.get(key);
    return menu !== undefined && menu.until > now() ? menu : undefined;
  }

  return {
    live: async (chat, user) => (await read(keyOf(chat, user)))?.message,
    async open(chat, user, message) {
      const menu = { message, until: now() + patience };
      known.set(keyOf(chat, user), menu);
      await qqMenus.update(keyOf(chat, user), () => menu);
    },
    async end(chat, user, message) {
      const key = keyOf(chat, user);
      const live = await read(key);
      if (live === undefined || (message !== undefined && live.message !== message)) return;
      known.set(key, undefined);
      await qqMenus.remove(key);
    },
  };
}

function keyOf(chat: number, user: number): string {
  return `${chat}:${user}`;
}
