import type zh from '../zh/status.ts';
import { counted } from './plural.ts';

export default {
  version: (version) => `guanxi ${version}`,
  uptime: (days, hours, minutes) => `Up for ${days} d ${hours} h ${minutes} min`,
  chats: (count) => `Chats: ${count}`,
  sessions: (well, expired, resting) =>
    `Logins: ${well} working · ${expired} expired · ${resting} paused by risk control`,
  watches: (count) => `Accounts watched for new fans: ${count}`,
  lastHour: (looks, requests) => `In the last hour: ${looks} checks · ${requests} requests to Bilibili`,
  lastHourHere: (requests) =>
    `In the last hour: ${requests} requests to Bilibili by this process; the checks are made by the watchers`,
  egress: {
    all: (count, resting, unanswered) =>
      `Egress addresses: ${count} · ${resting} paused by risk control · ${unanswered} without answer`,
    one: (name, facts) => `· ${name}: ${facts}`,
    comma: ', ',
    own: 'this machine',
    requests: (count) => `${counted(count, 'request')} in the last hour`,
    budget: (percent) => `${percent}% of the budget left`,
    resting: (until) => `paused until ${until}`,
    trouble: {
      proxyAway: (since) => `proxy unreachable since ${since}`,
      proxyRefuses: (since) => `proxy refuses user or password since ${since}; correct EGRESS`,
      addressGone: (since) => `not an address of this machine since ${since}; correct EGRESS`,
      silent: (since) => `no answer since ${since}`,
    },
    more: (count) => `· and ${count} more, see /metrics`,
  },
  distrusted: 'Bilibili’s fan counts cannot be relied on right now: alerts may come a few minutes late',
  waiting: (count) => `Alerts waiting to be sent: ${count}`,
  processes: (standby, watchers) =>
    `Other processes: ${standby} standing by · ${watchers} watching for new fans`,
} satisfies typeof zh;
