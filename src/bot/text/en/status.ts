import type zh from '../zh/status.ts';

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
  distrusted: 'Bilibili’s fan counts are of no use for now: alerts may come some minutes later',
  waiting: (count: string) => `Alerts waiting to be sent: ${count}`,
  processes: (standby: number, watchers: number) =>
    `Other processes: ${standby} standing by · ${watchers} watching for new fans`,
} satisfies typeof zh;
