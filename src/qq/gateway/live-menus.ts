/** How long a menu may be answered, in milliseconds. */
const patience = 10 * 60_000;
const most = 10_000;

/** The message with choices that somebody may answer, and until when (ms since 1970). */
export interface MenuRecord {
  message: number;
  until: number;
}

/** Keeps menus over restarts, by chat and person. */
export interface MenuRecords {
  get(chat: number, user: number): Promise<MenuRecord | undefined>;
  put(chat: number, user: number, menu: MenuRecord): Promise<void>;
  remove(chat: number, user: number): Promise<void>;
}

/**
 * For each person in each chat, the last message with choices that was sent in answer to them. What the bot sends by itself
 * never comes here, so that nobody answers what they did not ask for.
 */
export interface Menus {
  /** The message; `undefined` when there is none, or its time is over. */
  live(chat: number, user: number): Promise<number | undefined>;
  open(chat: number, user: number, message: number): Promise<void>;
  /** @param message only if it is this one */
  end(chat: number, user: number, message?: number): Promise<void>;
}

/** @param now milliseconds since 1970 */
export function createMenus(records: MenuRecords, now: () => number): Menus {
  /** As far as they were asked for, since most people have none; a restart has forgotten them. */
  const known = new Map<string, MenuRecord | undefined>();

  function note(chat: number, user: number, menu: MenuRecord | undefined): void {
    const key = `${chat}:${user}`;
    known.delete(key);
    known.set(key, menu);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
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

/** Menus in memory, for tests and for trying things out. */
export function createMenuRecords(): MenuRecords {
  const menus = new Map<string, MenuRecord>();
  return {
    get: async (chat, user) => menus.get(`${chat}:${user}`),
    put: async (chat, user, menu) => void menus.set(`${chat}:${user}`, menu),
    remove: async (chat, user) => void menus.delete(`${chat}:${user}`),
  };
}
