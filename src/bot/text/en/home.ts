import type zh from '../zh/home.ts';
import { counted } from './plural.ts';

export default {
  back: '‹ Home',
  fans: (count) => counted(count, 'fan'),
  changes: (today, week, month) => `today ${today} · 7 days ${week} · 30 days ${month}`,
  unknown: '–',
  follows: (following, black) => `Following ${following} · Blacklist ${black}`,
  made: (when) => `Logged in ${when}`,
  renewed: (when) => `Renewed ${when}`,
  alerts: (state) => `Alerts: ${state}`,
  jobsOngoing: (count) => `${counted(count, 'bulk job')} not finished`,
  untold: (count) => `${counted(count, 'new fan alert')} waiting to be sent`,
  old: {
    resting: (since, until) =>
      `⏸ Bilibili’s risk control stopped a request, so nothing is requested until ${until}. These numbers are from ${since}:`,
    unreachable: (since) =>
      `⚠️ Bilibili cannot be read right now. Open home again later. These numbers are from ${since}:`,
  },
  none: {
    resting: (until) => `⏸ Bilibili’s risk control stopped a request. Open home again after ${until}.`,
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
  switched: (name) => `✅ Switched to ${name}`,
} satisfies typeof zh;
