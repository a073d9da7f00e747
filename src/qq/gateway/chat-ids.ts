import type { QQTarget } from '../port.ts';

/**
 * Where the identifiers of QQ lie among those of Telegram: above every range Telegram uses, and below 2^53. The private chat with
 * somebody has the id of that person, as on Telegram; groups are negative.
 */
const numbers = { person: 2 ** 44, group: 2 ** 45 };
const openids = 2 ** 46;
const end = 2 ** 47;

/** Finds the id of a chat or a person for what QQ calls them, and back. */
export interface ChatIds {
  /** The id of a person is that of the private chat with them. */
  idOf(target: QQTarget): Promise<number>;
  /** `undefined` for ids that are none of this platform's. */
  targetOf(chat: number): Promise<QQTarget | undefined>;
}

/** Whether an id is one of a chat or person on QQ. */
export function isOnQQ(id: number): boolean {
  const size = Math.abs(id);
  return Number.isSafeInteger(id) && size >= numbers.person && size < end;
}

/** Whether an id is one of a QQ number or a group number (OneBot). */
export function isNumberId(id: number): boolean {
  return isOnQQ(id) && Math.abs(id) < openids;
}

/** Whether an id is one of an openid (official platform). */
export function isOpenidId(id: number): boolean {
  return isOnQQ(id) && Math.abs(id) >= openids;
}

/** QQ numbers and group numbers (OneBot): moved by a constant, so nothing need be remembered. */
export const numberIds: ChatIds = {
  async idOf({ kind, id }) {
    const number = Number(id);
    if (!Number.isSafeInteger(number) || number < 0 || number >= numbers.person)
      throw new RangeError('This is no QQ number');
    return kind === 'group' ? -(numbers.group + number) : numbers.person + number;
  },
  async targetOf(chat) {
    if (chat >= numbers.person && chat < numbers.group)
      return { kind: 'person', id: String(chat - numbers.person) };
    if (-chat >= numbers.group && -chat < openids)
      return { kind: 'group', id: String(-chat - numbers.group) };
    return undefined;
  },
};

/** A numbering of openids, kept for good: chats and settings go by it. */
export interface OpenidTable {
  /** The number of this openid, given at first sight; whole, from 1 on, never used for another. */
  numberOf(openid: string): Promise<number>;
  openidOf(number: number): Promise<string | undefined>;
}

/** Openids (official platform), by a table of them. */
export function openidIds(table: OpenidTable): ChatIds {
  return {
    async idOf({ kind, id }) {
      const number = openids + (await table.numberOf(`${kind}:${id}`));
      return kind === 'group' ? -number : number;
    },
    async targetOf(chat) {
      if (Math.abs(chat) < openids || Math.abs(chat) >= end) return undefined;
      const known = await table.openidOf(Math.abs(chat) - openids);
      const kind = chat < 0 ? 'group' : 'person';
      return known?.startsWith(`${kind}:`) ? { kind, id: known.slice(kind.length + 1) } : undefined;
    },
  };
}

/** A table in memory, for tests and for trying things out: after a restart the numbers are others. */
export function createOpenidTable(): OpenidTable {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    async numberOf(openid) {
      const known = numbers.get(openid);
      if (known !== undefined) return known;
      names.push(openid);
      numbers.set(openid, names.length);
      return names.length;
    },
    openidOf: async (number) => names[number - 1],
  };
}

/** How a chat on QQ is called in settings and in the log: `qq:10001`, or `qq:` with an openid. */
export async function qqName(chat: number, ids: ChatIds): Promise<string | undefined> {
  const target = await ids.targetOf(chat);
  return target && `qq:${target.kind === 'group' ? 'group:' : ''}${target.id}`;
}

/** The id of who is called so in settings: `qq:` with a QQ number, or with an openid, which is no number of that length. */
export async function idOfName(name: `qq:${string}`, table: OpenidTable): Promise<number> {
  const id = name.slice('qq:'.length);
  const ids = /^\d{1,12}$/u.test(id) ? numberIds : openidIds(table);
  return ids.idOf({ kind: 'person', id });
}
