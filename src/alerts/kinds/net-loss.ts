import { day } from '../../time-units.ts';
import { changeSubscription, type Outbox, type Subscription } from '../watch-record-parts.ts';
import { type AlertKind, onOffSwitch } from './kind.ts';

/**
 * The alert kind for a falling total, compared with the previous poll or, within a day after an alert, with
 * the total in that alert; so one message covers the whole day. Needs no names, so it works for accounts of
 * any size.
 */
export const netLossAlerts = {
  none: undefined,
  switches: { netLoss: onOffSwitch('netLoss', { needsPolls: true }) },
  find: ({ total, now }, subscription) => lossToReport(subscription, total, now),
  afterPoll(subscription, { total, now }) {
    const { settings, netLoss: state } = subscription;
    if (!settings.netLoss) return subscription;
    const { since = now, toldAt, total: before = total } = state ?? {};
    const reportedAt = lossToReport(subscription, total, now) !== undefined ? now : toldAt;
    // Within a day after an alert, the comparison is with the total it reported.
    const base = wasReportedRecently(subscription, now) ? before : total;
    return {
      ...subscription,
      netLoss: { since, total: base, ...(reportedAt !== undefined && { toldAt: reportedAt }) },
    };
  },
  settingsChanged(record, { chat, now, wasPolled }) {
    return changeSubscription(record, chat, ({ netLoss: state, ...rest }) => {
      if (!rest.settings.netLoss) return rest;
      // The total of an account that was not polled recently is no starting point; the next poll provides one.
      return { ...rest, netLoss: state ?? { since: now, ...(wasPolled && { total: record.total }) } };
    });
  },
  merge(waiting, more) {
    const both = waiting && more ? { from: waiting.from, to: more.to } : (waiting ?? more);
    return both && both.to < both.from ? both : undefined;
  },
  removeSent(waiting, sent) {
    if (waiting === undefined || sent === undefined) return waiting;
    return waiting.to < sent.to ? { from: sent.to, to: waiting.to } : undefined;
  },
  count: (value) => (value === undefined ? 0 : 1),
  isUnfinished: ({ settings, netLoss: state }, { total }) =>
    settings.netLoss === true && state?.total !== undefined && total < state.total,
} satisfies AlertKind<Outbox['netLoss']>;

function wasReportedRecently({ netLoss: state }: Subscription, now: number): boolean {
  return state?.toldAt !== undefined && Math.abs(now - state.toldAt) < day;
}

function lossToReport(subscription: Subscription, total: number, now: number): Outbox['netLoss'] {
  const { settings, netLoss: state } = subscription;
  if (!settings.netLoss || state?.total === undefined || wasReportedRecently(subscription, now))
    return undefined;
  return total < state.total ? { from: state.total, to: total } : undefined;
}
