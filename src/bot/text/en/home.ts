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
  jobsOngoing: (count: string) => `${counted(count, 'bulk job')} not finished`,
  untold: (count: string) => `${counted(count, 'new fan alert')} waiting to be sent`,
  old: {
    resting: (since: string, until: string) =>
      `⏸ Bilibili’s risk control stopped a request, so nothing is requested until ${until}. These numbers are from ${since}:`,
    unreachable: (since: string) =>
      `⚠️ Bilibili cannot be read right now. Open home again later. These numbers are from ${since}:`,
  },
  none: {
    resting: (until: string) =>
      `⏸ Bilibili’s risk control stopped a request. Open home again after ${until}.`,
    unreachable: '⚠️ Bilibili cannot be read right now. Open home again later.',
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
  switched: (name: string) => `✅ Switched to ${name}`,
} satisfies typeof zh;
