import type { SendRates } from '../alerts/index.ts';
import type { Platform } from '../bot/platform.ts';
import { type ChatIds, qqName } from './gateway/chat-ids.ts';
import type { QQPort } from './port.ts';

/** The text before the documents and the one after them count as messages too. */
function mostDocuments(quota: NonNullable<QQPort['capabilities']['replyQuota']>): number {
  return Math.min(quota.person.messages, quota.group.messages) - 2;
}

/** The traits of QQ: there are no links to a bot, and the bot cannot delete others' messages. */
export function createQQTraits(
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
    // Ids as the gateway assigns them.
    isGroup: (chat) => chat < 0,
    startLink: () => undefined,
    addToGroupLink: () => undefined,
    startInGroup: (payload) => `@${port.self()?.name || 'bot'} ${payload}`,
    nameInSettings: async (user) => (await qqName(user, ids)) ?? String(user),
  };
}

/**
 * Limits for unprompted messages on QQ. An account that writes fast is taken for spam, so the gateway also
 * spaces messages by a second or more; these limits only keep its queue short. Only the affected chat waits:
 * a muted group, or a person who must write first.
 */
export const qqSendRates: SendRates = {
  perSecond: 0.4,
  chatSpacing: 3000,
  groupPerMinute: 10,
  isGroup: (chat) => chat < 0,
  waitsForAll: false,
};
