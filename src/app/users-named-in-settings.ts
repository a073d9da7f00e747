import { type Access, createAccess } from '../bot/access.ts';
import type { UserName } from '../config.ts';
import { idOfName, isNumberId, isOnQQ, numberIds, openidIds, qqName } from '../qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../qq/gateway/openid-table.ts';
import type { Store } from '../storage/index.ts';
import type { Base } from './base.ts';

/** The id of a user named in the settings. */
export async function userIdOf(name: UserName, store: Store): Promise<number> {
  return typeof name === 'number' ? name : idOfName(name, createOpenidTable(store));
}

/** The name of a user as used in the settings. */
export async function userNameOf(id: number, store: Store): Promise<string> {
  if (!isOnQQ(id)) return String(id);
  const ids = isNumberId(id) ? numberIds : openidIds(createOpenidTable(store));
  return (await qqName(id, ids)) ?? String(id);
}

/** Builds the access rules from the settings and the admins kept in the store. */
export async function createAccessFromConfig({ config, store }: Base): Promise<Access> {
  const idsOf = async (names: readonly UserName[]) => {
    const ids: number[] = [];
    for (const name of names) ids.push(await userIdOf(name, store));
    return ids;
  };
  const { admins, allowedUsers } = config;
  return createAccess({
    admins: await idsOf(admins),
    allowed: allowedUsers === 'everyone' ? allowedUsers : await idsOf(allowedUsers),
    collection: store.access,
  });
}
