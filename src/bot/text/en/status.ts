import type zh from '../zh/status.ts';
import { counted } from './plural.ts';

export default {
  version: (version: string) => `guanxi ${version}`,
  uptime: (days: number, hours: number, minutes: number) => `Up for ${days} d ${hours} h ${minutes} min`,
  chats: (count: string) => `Chats: ${count}`,
  sessions: (well: string, expired: string, resting: string) =>
    `Logins: ${well} working · ${expired} expired · ${resting} paused by risk control`,
  watches: (count: string) => `Accounts watched for new fans: ${count}`,
  lastHour: (looks: string, requests: string) =>
    `In the last hour: ${looks} checks · ${requests} requests to Bilibili`,
  lastHourHere: (requests: string) =>
    `In the last hour: ${requests} requests to Bilibili by this process; the checks are made by the watchers`,
  egress: {
    all: (count: string, resting: string, unanswered: string) =>
      `Egress addresses: ${count} · ${resting} paused by risk control · ${unanswered} without answer`,
    one: (name: string, facts: string) => `· ${name}: ${facts}`,
    comma: ', ',
    own: 'this machine',
    requests: (count: string) => `${counted(count, 'request')} in the last hour`,
    budget: (percent: number) => `${percent}% of the budget left`,
    resting: (until: string) => `paused until ${until}`,
    trouble: {
      proxyAway: (since: string) => `proxy unreachable since ${since}`,
      proxyRefuses: (since: string) => `proxy refuses user or password since ${since}; correct EGRESS`,
      addressGone: (since: string) => `not an address of this machine since ${since}; correct EGRESS`,
      silent: (since: string) => `no answer since ${since}`,
    },
    more: (count: string) => `· and ${count} more, see /metrics`,
  },
  distrusted: 'Bilibili’s fan counts cannot be relied on right now: alerts may come a few minutes late',
  waiting: (count: string) => `Alerts waiting to be sent: ${count}`,
  processes: (standby: number, watchers: number) =>
    `Other processes: ${standby} standing by · ${watchers} watching for new fans`,
} satisfies typeof zh;
