import { wantsReports } from '../report-schedule.ts';
import type { Notice, Outbox } from '../types.ts';
import type { AlertKind } from './kind.ts';

/** That something is wrong, or well again, or has begun. Found by trouble.ts and by a chat's first poll; has no switch. */
export const notices = {
  none: [],
  switches: {},
  merge: (waiting, more) => more.reduce(withNotice, waiting),
  acknowledge: (waiting, sent) =>
    waiting.filter((one) => !sent.some((other) => isAlike(one, other) && one.at === other.at)),
  count: (all) => all.length,
  // A report comes due by the time alone.
  isUnfinished: ({ settings }) => wantsReports(settings),
} satisfies AlertKind<Outbox['notices']>;

/** Of notices alike only the last is worth telling. */
function withNotice(all: Notice[], notice: Notice): Notice[] {
  return [...all.filter((other) => !isAlike(other, notice)), notice];
}

function isAlike(one: Notice, other: Notice): boolean {
  return one.kind === other.kind && one.of === other.of;
}
