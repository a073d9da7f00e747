import type { UserName } from '../config.ts';
import { idOfName, isNumberId, isOnQQ, numberIds, openidIds, qqName } from '../qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../qq/gateway/openid-table.ts';
import type { Store } from '../storage/index.ts';

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
