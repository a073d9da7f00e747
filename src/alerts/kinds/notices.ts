import { wantsReports } from '../report-schedule.ts';
import type { Notice, Outbox } from '../watch-record-parts.ts';
import type { AlertKind } from './kind.ts';

/**
 * The alert kind for notices: trouble, recovery, the start of watching, reports. They come from mark-poll-trouble.ts, a
 * chat's first poll and the report schedule. It has no switch.
 */
export const noticeAlerts = {
  none: [],
  switches: {},
  merge: (waiting, more) => more.reduce(addNotice, waiting),
  removeSent: (waiting, sent) =>
    waiting.filter((one) => !sent.some((other) => isAlike(one, other) && one.at === other.at)),
  count: (all) => all.length,
  // A report becomes due with time alone.
  isUnfinished: ({ settings }) => wantsReports(settings),
} satisfies AlertKind<Outbox['notices']>;

/** Adds a notice, replacing an earlier one of the same sort. */
function addNotice(all: Notice[], notice: Notice): Notice[] {
  return [...all.filter((other) => !isAlike(other, notice)), notice];
}

function isAlike(one: Notice, other: Notice): boolean {
  return one.kind === other.kind && one.of === other.of;
}
