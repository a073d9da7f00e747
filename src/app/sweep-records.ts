import { forgetUnusedOpenids } from '../qq/gateway/forget-unused-openids.ts';
import type { Base } from './base.ts';

/**
 * Removes records that have expired, and openids of QQ that nobody needs: of chats without a record, and of
 * people who are neither admins nor named in the settings. Whatever else refers to a chat expires before its
 * openid, or belongs to a chat with a record.
 */
export async function sweepRecords(
  { store, config, clock: { now } }: Pick<Base, 'store' | 'config' | 'clock'>,
  signal?: AbortSignal,
): Promise<void> {
  await store.sweep(signal);
  const { admins, allowedUsers } = config;
  const named = new Set([...admins, ...(allowedUsers === 'everyone' ? [] : allowedUsers)].map(String));
  const claimed = new Set((await store.access.get('admins'))?.admins);
  const isNeeded = async (chat: number, openid: string) =>
    named.has(openid.replace('person:', 'qq:')) || claimed.has(chat) || hasRecord(chat);
  await forgetUnusedOpenids({ ...store, isNeeded, now }, signal);

  function hasRecord(chat: number): Promise<boolean> {
    return store.chats.get(String(chat)).then(
      (record) => record !== undefined,
      // One that cannot be read is there.
      () => true,
    );
  }
}
