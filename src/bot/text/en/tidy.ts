import type zh from '../zh/tidy.ts';
import { counted } from './plural.ts';

export default {
  title: (name) => `Tidy · ${name}`,
  hint: 'Choose one to open its list; there you can select people and handle them together.',
  among: (following, fans) => `Following ${following}, ${counted(fans, 'fan')}`,
  amongNewest: (following, read, fans) =>
    `Following ${following}, ${counted(fans, 'fan')} (Bilibili shows only the newest ${read})`,
  counted: (label, count) => `${label} ${count}`,
  dormant: {
    what: 'Dormant: the account is closed, banned, or has published no video for a year. People who never published one do not count.',
    checked: (checked, following, dormant) =>
      `Of ${counted(following, 'person', 'people')} you follow, ${checked} checked, ${dormant} dormant.`,
    cost: (count, requests, time) =>
      `${counted(count, 'person', 'people')} left to look at one by one, with at most ${counted(requests, 'request')}. Time needed: ${time}. Results are kept for a week.`,
    harmless:
      'This only looks; nothing is changed. You can stop it at any time, and it continues from there.',
  },
} satisfies typeof zh;
