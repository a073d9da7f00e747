import type { Outbox } from '../watch-record-parts.ts';
import { type AlertKind, onOffSwitch } from './kind.ts';

const maxWaiting = 20;

/** The alert kind for milestones: 100, 1000, 10 000 … fans, each reported once. */
export const milestoneAlerts = {
  none: [],
  switches: { milestones: onOffSwitch('milestones', { needsPolls: true }) },
  find: ({ before, total }, { settings }) =>
    settings.milestones ? milestonesUpTo(total).filter((one) => one > before.milestone) : [],
  merge: (waiting, more) => [...new Set([...waiting, ...more])].slice(-maxWaiting),
  removeSent: (waiting, sent) => waiting.filter((one) => !sent.includes(one)),
  count: (reached) => reached.length,
} satisfies AlertKind<Outbox['milestones']>;

/** The milestones up to `total`, in ascending order. */
export function milestonesUpTo(total: number): number[] {
  const reached: number[] = [];
  for (let next = 100; next <= total; next *= 10) reached.push(next);
  return reached;
}
