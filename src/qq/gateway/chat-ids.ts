import type { QQTarget } from '../port.ts';
import type { OpenidTable } from './openid-table.ts';

/**
 * The id ranges of QQ chats: above all ranges that Telegram uses, and below 2^53. As on Telegram, a private
 * chat has the id of the person, and groups are negative.
 */
const numberIdBase = { person: 2 ** 44, group: 2 ** 45 };
const openidIdBase = 2 ** 46;
const endOfIds = 2 ** 47;

/** Maps QQ's identifiers of chats and people to ids, and back. */
export interface ChatIds {
  /** The id of a person equals that of the private chat with them. */
  idOf(target: QQTarget): Promise<number>;
  /** `undefined` for ids that are not of this platform. */
  targetOf(chat: number): Promise<QQTarget | undefined>;
}

/** Whether an id is that of a chat or person on QQ. */
export function isOnQQ(id: number): boolean {
  const size = Math.abs(id);
  return Number.isSafeInteger(id) && size >= numberIdBase.person && size < endOfIds;
}

/** Whether an id is that of a QQ number or group number (OneBot). */
export function isNumberId(id: number): boolean {
  return isOnQQ(id) && Math.abs(id) < openidIdBase;
}

/** Whether an id is that of an openid (official platform). */
export function isOpenidId(id: number): boolean {
  return isOnQQ(id) && Math.abs(id) >= openidIdBase;
}

/** Ids of QQ numbers and group numbers (OneBot): number plus a constant, so nothing is stored. */
export const numberIds: ChatIds = {
  async idOf({ kind, id }) {
    const number = Number(id);
    if (!Number.isSafeInteger(number) || number < 0 || number >= numberIdBase.person)
      throw new RangeError('This is no QQ number');
    return kind === 'group' ? -(numberIdBase.group + number) : numberIdBase.person + number;
  },
  async targetOf(chat) {
    if (chat >= numberIdBase.person && chat < numberIdBase.group)
      return { kind: 'person', id: String(chat - numberIdBase.person) };
    if (-chat >= numberIdBase.group && -chat < openidIdBase)
      return { kind: 'group', id: String(-chat - numberIdBase.group) };
    return undefined;
  },
};

/** The id of an openid's chat, by the openid as it stands in the table and its number there. */
export function idOfNumberedOpenid(openid: string, number: number): number {
  return openid.startsWith('group:') ? -(openidIdBase + number) : openidIdBase + number;
}

/** Ids of openids (official platform), by their numbers in a table. */
export function openidIds(table: OpenidTable): ChatIds {
  return {
    async idOf({ kind, id }) {
      const openid = `${kind}:${id}`;
      return idOfNumberedOpenid(openid, await table.numberOf(openid));
    },
    async targetOf(chat) {
      if (Math.abs(chat) < openidIdBase || Math.abs(chat) >= endOfIds) return undefined;
      const known = await table.openidOf(Math.abs(chat) - openidIdBase);
      const kind = chat < 0 ? 'group' : 'person';
      return known?.startsWith(`${kind}:`) ? { kind, id: known.slice(kind.length + 1) } : undefined;
    },
  };
}

/** The name of a QQ chat in settings and logs: `qq:10001`, or `qq:` with an openid. */
export async function qqName(chat: number, ids: ChatIds): Promise<string | undefined> {
  const target = await ids.targetOf(chat);
  return target && `qq:${target.kind === 'group' ? 'group:' : ''}${target.id}`;
}

/** The id of a person named in settings: `qq:` with a QQ number (at most 12 digits) or an openid. */
export async function idOfName(name: `qq:${string}`, table: OpenidTable): Promise<number> {
  const id = name.slice('qq:'.length);
  const ids = /^\d{1,12}$/u.test(id) ? numberIds : openidIds(table);
  return ids.idOf({ kind: 'person', id });
}
