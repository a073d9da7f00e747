import type zh from '../zh/stats.ts';
import { counted } from './plural.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export default {
  title: (account: string) => `📊 Stats · ${account}`,
  fans: (count: string, when: string) => `${counted(count, 'fan')} (${when})`,
  moved: (days: string, gained: string, lost: string) => `${days}: ${gained} gained · ${lost} lost`,
  best: (day: string, change: string) => `Best day: ${day}, ${change}`,
  newcomers: (big: string, followedBack: string) => `Of the new: ${big} big · ${followedBack} followed back`,
  since: (day: string) => `Recorded since ${day}`,
  none: 'No numbers yet: recording begins with the next look for new fans, and goes on every day.',
  off: 'With all alerts off nobody looks at the fans, so there are no new numbers. Switch one on in /alerts.',
  noPicture: 'This machine cannot draw the chart, so here are the numbers alone.',
  spans: { week: '7 days', month: '30 days', quarter: '90 days', year: '1 year' },
  last: { week: 'Last 7 days', month: 'Last 30 days', quarter: 'Last 90 days', year: 'Last year' },
  picture: {
    title: (count: string) => counted(count, 'fan'),
    since: (day: string) => `recorded since ${day}`,
    gained: 'Gained',
    lost: 'Lost',
    day: (month: number, day: number) => `${months[month - 1] ?? month} ${day}`,
  },
} satisfies typeof zh;
