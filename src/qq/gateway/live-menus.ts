/** How long a menu can be answered, in ms. */
const patience = 10 * 60_000;
const mostKnown = 10_000;

/** The message whose choices a person may type, and until when (ms since 1970). */
export interface MenuRecord {
  message: number;
  until: number;
}

/** Stores menus by chat and person, so that they survive restarts. */
export interface MenuRecords {
  get(chat: number, user: number): Promise<MenuRecord | undefined>;
  put(chat: number, user: number, menu: MenuRecord): Promise<void>;
  remove(chat: number, user: number): Promise<void>;
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

/** @param now ms since 1970 */
export function createMenus(records: MenuRecords, now: () => number): Menus {
  /** Cache of menus, and of people without one, which is the usual case; empty after a restart. */
  const known = new Map<string, MenuRecord | undefined>();

  function note(chat: number, user: number, menu: MenuRecord | undefined): void {
    const key = `${chat}:${user}`;
    known.delete(key);
    known.set(key, menu);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  }

  async function read(chat: number, user: number): Promise<MenuRecord | undefined> {
    const key = `${chat}:${user}`;
    if (!known.has(key)) note(chat, user, await records.get(chat, user));
    const menu = known.get(key);
    return menu !== undefined && menu.until > now() ? menu : undefined;
  }

  return {
    live: async (chat, user) => (await read(chat, user))?.message,
    async open(chat, user, message) {
      const menu = { message, until: now() + patience };
      note(chat, user, menu);
      await records.put(chat, user, menu);
    },
    async end(chat, user, message) {
      const live = await read(chat, user);
      if (live === undefined || (message !== undefined && live.message !== message)) return;
      note(chat, user, undefined);
      await records.remove(chat, user);
    },
  };
}

/** Menus in memory, for tests and trials. */
export function createMenuRecords(): MenuRecords {
  const menus = new Map<string, MenuRecord>();
  return {
    get: async (chat, user) => menus.get(`${chat}:${user}`),
    put: async (chat, user, menu) => void menus.set(`${chat}:${user}`, menu),
    remove: async (chat, user) => void menus.delete(`${chat}:${user}`),
  };
}
