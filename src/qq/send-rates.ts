import type { SendRates } from '../alerts/index.ts';

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
