import type { Platform } from '../bot/platform.ts';
import { type ChatIds, qqName } from './gateway/chat-ids.ts';
import type { QQPort } from './port.ts';

/** A word before them and one after them count as well. */
function mostDocuments(quota: NonNullable<QQPort['capabilities']['replyQuota']>): number {
  return Math.min(quota.person.messages, quota.group.messages) - 2;
}

/** QQ as a platform: no links lead to a bot there, and what others write it cannot take back. */
export function createQQPlatform(
  name: 'oneBot' | 'qqOfficial',
  ids: ChatIds,
  port: Pick<QQPort, 'self' | 'capabilities'>,
): Platform {
  return {
    name,
    title: 'QQ',
    answersOnePerson: false,
    foldsQuotations: false,
    deletesMessages: false,
    shortLabels: true,
    ...(port.capabilities.replyQuota && { mostDocuments: mostDocuments(port.capabilities.replyQuota) }),
    // As the gateway numbers them.
    isGroup: (chat) => chat < 0,
    startLink: () => undefined,
    addToGroupLink: () => undefined,
    startInGroup: (payload) => `@${port.self()?.name || 'bot'} ${payload}`,
    nameInSettings: async (user) => (await qqName(user, ids)) ?? String(user),
  };
}
