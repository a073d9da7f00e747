import { type Access, createAccess } from '../bot/access.ts';
import type { UserName } from '../config.ts';
import type { Base } from './base.ts';
import { userIdOf } from './users-named-in-settings.ts';

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
