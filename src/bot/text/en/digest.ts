import type zh from '../zh/digest.ts';
import { counted } from './plural.ts';

export default {
  account: (name: string) => `Account: ${name}`,
  newFan: '🔔 New fan',
  fanAgain: '🔔 Follows you again',
  newFans: (count: string) => `🔔 ${counted(count, 'new fan')}`,
  newFansAtLeast: (count: string) => `🔔 At least ${counted(count, 'new fan')}`,
  away: (since: string) => `(while I was away, since ${since})`,
  mutuals: (count: string) => `🤝 Now mutual: ${count}`,
  lost: (count: string) => `👋 No longer in the list of fans: ${count}`,
  lostWhy: 'They unfollowed, or their account was closed.',
  milestone: (reached: string) => `🎉 You have reached ${counted(reached, 'fan')}!`,
  netLoss: (from: string, to: string) => `📉 Fewer fans: ${from} → ${to}`,
  followers: (count: string) => counted(count, 'fan'),
  more: (count: string) => `… and ${count} more`,
  total: (count: string) => `${counted(count, 'fan')} now`,
  since: (when: string) => `Followed you ${when}`,
  again: 'again',
  mutual: 'Mutual',
  notFollowed: 'You do not follow them yet',
  buttons: {
    followBack: 'Follow back',
    unfollow: 'Unfollow',
    followAllBack: 'Follow all back',
    netLoss: (from: string, to: string) => `📉 Fewer fans: ${from} → ${to}`,
    followers: (count: string) => counted(count, 'fan'),
    more: (count: string) => `and ${count} more ›`,
  },
  notices: {
    started: (name: string, fans: string) =>
      `👀 Watching for new fans of ${name}, who has ${fans} now. You will be told when somebody follows; /alerts changes that or turns it off.`,
    restarted: (name: string, fans: string) =>
      `👀 Watching for new fans of ${name} again, who has ${fans} now. Those who came while the alerts were off are not told of one by one; /fans shows everybody.`,
    placeLost: (name: string) =>
      `⚠️ The alerts of ${name} no longer get through to the group or topic they went to: I was removed, may not write there, or it is gone. From now on they come here; to choose another place, send /alerts and press “Send to…”.`,
    login: (name: string) =>
      `⚠️ The login of ${name} has expired, so new fans cannot be seen. Press “Log in again”: after that I go on, and tell you of those who came meanwhile.`,
    risk: (name: string, until: string | undefined) =>
      `⏸ Bilibili limits the requests of ${name} at the moment. The alerts rest ${until ? `until ${until}` : 'for a while'} and then go on by themselves; you will be told of those who came meanwhile. Go easy on bulk work until then.`,
    banned: (name: string) =>
      `⚠️ Bilibili says that the account of ${name} is banned, so new fans cannot be seen. See in Bilibili why; once it is well again I go on by myself.`,
    recovered: {
      login: (name: string) => `✅ The login of ${name} works again, and so do the alerts.`,
      risk: (name: string) => `✅ The alerts for ${name} go on.`,
      banned: (name: string) => `✅ The account of ${name} is well again, and the alerts go on.`,
    },
  },
  forgotten:
    'This message is too old, so I no longer know who was meant. Send /fans to open the list, and choose people there with “Select”.',
} satisfies typeof zh;
