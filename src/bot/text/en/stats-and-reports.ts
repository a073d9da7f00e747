import type zh from '../zh/stats-and-reports.ts';
import { counted } from './plural.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export default {
  title: (account) => `📊 Stats · ${account}`,
  fans: (count, when) => `${counted(count, 'fan')} (${when})`,
  moved: (days, gained, lost) => `${days}: ${gained} gained · ${lost} lost`,
  best: (day, change) => `Best day: ${day}, ${change}`,
  newcomers: (big, followedBack) => `Of the new fans: ${big} big · ${followedBack} followed back`,
  since: (day) => `Recorded since ${day}`,
  none: 'No data yet: recording starts with the next check for new fans, and goes on every day.',
  off: 'With all alerts off, fans are not checked, so there is no new data. Turn one on in /alerts.',
  noPicture: 'This machine cannot draw the chart, so here are just the numbers.',
  spans: { week: '7 days', month: '30 days', quarter: '90 days', year: '1 year' },
  last: { week: 'Last 7 days', month: 'Last 30 days', quarter: 'Last 90 days', year: 'Last year' },
  report: {
    buttons: { daily: 'Daily report', weekly: 'Weekly report' },
    ask: 'When should the daily report come? Send a time, such as 21:00. The weekly report comes at that time, too. Send /cancel to cancel.',
    unreadable: 'I did not understand that. Write it like 21:00, or send /cancel to cancel.',
    set: (at, timezone) => `✅ Daily report: every day at about ${at} (${timezone}), without a sound.`,
    askDay: 'On which day should the weekly report come?',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    everyDay: 'every day',
    line: (days, at, timezone) => `Reports: ${days}, at about ${at} (${timezone})`,
    title: {
      daily: (account) => `📊 Daily report · ${account}`,
      weekly: (account) => `📊 Weekly report · ${account}`,
    },
    fans: (count) => counted(count, 'fan'),
    hours: (change) => `Last 24 hours: ${change}`,
    week: (change, gained, lost) => `Last 7 days: ${change} · ${gained} gained · ${lost} lost`,
  },
  picture: {
    title: (count) => counted(count, 'fan'),
    since: (day) => `recorded since ${day}`,
    gained: 'Gained',
    lost: 'Lost',
    day: (month, day) => `${months[month - 1] ?? month} ${day}`,
  },
} satisfies typeof zh;
