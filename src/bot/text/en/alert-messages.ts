import type zh from '../zh/alert-messages.ts';
import { counted } from './plural.ts';

export default {
  account: (name: string) => `Account: ${name}`,
  newFan: '🔔 New fan',
  fanAgain: '🔔 Follows you again',
  newFans: (count: string) => `🔔 ${counted(count, 'new fan')}`,
  newFansAtLeast: (count: string) => `🔔 At least ${counted(count, 'new fan')}`,
  away: (since: string) => `(while the bot was offline, since ${since})`,
  mutuals: (count: string) => `🤝 Now mutual: ${count}`,
  lost: (count: string) => `👋 ${counted(count, 'fan')} lost`,
  lostWhy: 'They unfollowed you, or deleted their account.',
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
    more: (count: string) => `and ${count} more ›`,
  },
  notices: {
    started: (name: string, fans: string) =>
      `👀 Watching for new fans of ${name}, who has ${fans} now. You will hear when someone follows; send /alerts to change or turn off alerts.`,
    restarted: (name: string, fans: string) =>
      `👀 Watching for new fans of ${name} again, who has ${fans} now. There are no separate alerts for those who came while alerts were off; send /fans to see everyone.`,
    placeLost: (name: string) =>
      `⚠️ Alerts for ${name} no longer get through to where they went: I was removed or blocked, cannot write there, or it is gone. From now on they come here. To choose another place, send /alerts and choose “Send to…”.`,
    login: (name: string) =>
      `⚠️ The login of ${name} has expired, so I cannot see new fans. Choose “Log in again”: watching then resumes, and you will hear about the fans who came meanwhile.`,
    risk: (name: string, until: string | undefined) =>
      `⏸ Bilibili is limiting the requests of ${name}. New-fan alerts pause ${until ? `until ${until}` : 'for a while'} and then resume on their own; you will hear about the fans who came meanwhile. Please go easy on bulk jobs until then.`,
    banned: (name: string) =>
      `⚠️ Bilibili says the account of ${name} is banned, so I cannot see new fans. Open Bilibili to see why; alerts resume on their own once the ban is lifted.`,
    recovered: {
      login: (name: string) => `✅ The login of ${name} works again, and new-fan alerts have resumed.`,
      risk: (name: string) => `✅ New-fan alerts for ${name} have resumed.`,
      banned: (name: string) =>
        `✅ The account of ${name} is no longer banned, and new-fan alerts have resumed.`,
    },
  },
  forgotten:
    'This alert has expired, and its list is gone. Send /fans to open your fans, and choose people there with “Select”.',
} satisfies typeof zh;
