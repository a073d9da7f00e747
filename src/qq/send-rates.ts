import type { SendRates } from '../alerts/index.ts';

/**
 * What QQ takes of messages that answer nothing. An account that writes fast is taken for spam, so the gateway also keeps them
 * a second or more apart; these figures only keep a queue from building up there. Who is asked to wait is one chat: a group
 * that is muted, or somebody who must write first.
 */
export const qqSendRates: SendRates = {
  perSecond: 0.4,
  chatSpacing: 3000,
  groupPerMinute: 10,
  isGroup: (chat) => chat < 0,
  waitsForAll: false,
};
