import type zh from '../zh/alert-messages.ts';
import { counted } from './plural.ts';

export default {
  account: (name) => `Account: ${name}`,
  newFan: '🔔 New fan',
  fanAgain: '🔔 Follows you again',
  newFans: (count) => `🔔 ${counted(count, 'new fan')}`,
  newFansAtLeast: (count) => `🔔 At least ${counted(count, 'new fan')}`,
  away: (since) => `(while the bot was offline, since ${since})`,
  mutuals: (count) => `🤝 Now mutual: ${count}`,
  lost: (count) => `👋 ${counted(count, 'fan')} lost`,
  lostWhy: 'They unfollowed you, or deleted their account.',
  milestone: (reached) => `🎉 You have reached ${counted(reached, 'fan')}!`,
  netLoss: (from, to) => `📉 Fewer fans: ${from} → ${to}`,
  followers: (count) => counted(count, 'fan'),
  more: (count) => `… and ${count} more`,
  total: (count) => `${counted(count, 'fan')} now`,
  since: (when) => `Followed you ${when}`,
  again: 'again',
  mutual: 'Mutual',
  notFollowed: 'You do not follow them yet',
  buttons: {
    followBack: 'Follow back',
    unfollow: 'Unfollow',
    followAllBack: 'Follow all back',
    more: (count) => `and ${count} more ›`,
  },
  notices: {
    started: (name, fans) =>
      `👀 Watching for new fans of ${name}, who has ${fans} now. You will hear when someone follows; send /alerts to change or turn off alerts.`,
    restarted: (name, fans) =>
      `👀 Watching for new fans of ${name} again, who has ${fans} now. There are no separate alerts for those who came while alerts were off; send /fans to see everyone.`,
    placeLost: (name) =>
      `⚠️ Alerts for ${name} no longer get through to where they went: I was removed or blocked, cannot write there, or it is gone. From now on they come here. To choose another place, send /alerts and choose “Send to…”.`,
    login: (name) =>
      `⚠️ The login of ${name} has expired, so I cannot see new fans. Choose “Log in again”: watching then resumes, and you will hear about the fans who came meanwhile.`,
    risk: (name, until) =>
      `⏸ Bilibili is limiting the requests of ${name}. New-fan alerts pause ${until ? `until ${until}` : 'for a while'} and then resume on their own; you will hear about the fans who came meanwhile. Please go easy on bulk jobs until then.`,
    banned: (name) =>
      `⚠️ Bilibili says the account of ${name} is banned, so I cannot see new fans. Open Bilibili to see why; alerts resume on their own once the ban is lifted.`,
    recovered: {
      login: (name) => `✅ The login of ${name} works again, and new-fan alerts have resumed.`,
      risk: (name) => `✅ New-fan alerts for ${name} have resumed.`,
      banned: (name) => `✅ The account of ${name} is no longer banned, and new-fan alerts have resumed.`,
    },
  },
  forgotten:
    'This alert has expired, and its list is gone. Send /fans to open your fans, and choose people there with “Select”.',
} satisfies typeof zh;
