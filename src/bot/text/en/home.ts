import type zh from '../zh/home.ts';
import { counted } from './plural.ts';

export default {
  back: '‹ Home',
  fans: (count: string) => counted(count, 'fan'),
  changes: (today: string, week: string, month: string) =>
    `today ${today} · 7 days ${week} · 30 days ${month}`,
  unknown: '–',
  follows: (following: string, black: string) => `Following ${following} · Blacklist ${black}`,
  made: (when: string) => `Logged in ${when}`,
  renewed: (when: string) => `Renewed ${when}`,
  alerts: (state: string) => `Alerts: ${state}`,
  jobsOngoing: (count: string) => `${counted(count, 'bulk job')} not done yet`,
  untold: (count: string) => `${counted(count, 'new fan')} still to tell you about`,
  old: {
    resting: (since: string, until: string) =>
      `⏸ Bilibili’s risk control stopped a request, so I leave it alone until ${until}. The numbers are from ${since}:`,
    unreachable: (since: string) =>
      `⚠️ Bilibili cannot be read right now; open this again later. The numbers are from ${since}:`,
  },
  none: {
    resting: (until: string) =>
      `⏸ Bilibili’s risk control stopped a request. Open this again after ${until}.`,
    unreachable: '⚠️ Bilibili cannot be read right now; open this again later.',
  },
  buttons: {
    fans: 'Fans',
    following: 'Following',
    groups: 'Groups',
    alerts: 'Alerts',
    stats: 'Stats',
    tidy: 'Tidy',
    jobs: 'Jobs',
    settings: 'Settings',
  },
  switch: 'Switch',
  choose: 'Switch to which account?',
  switched: (name: string) => `✅ Now acting as ${name}`,
} satisfies typeof zh;
