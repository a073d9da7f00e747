import { isBigFan } from '../big-fan-threshold.ts';
import { newcomersFor } from '../newcomers-for-chat.ts';
import {
  countPeopleInBatch,
  emptyBatch,
  fanBatchOf,
  mergePeopleBatches,
  removeSentPeople,
} from '../people-batch.ts';
import type { Batch, Outbox } from '../watch-record-parts.ts';
import { type AlertKind, onOffSwitch } from './kind.ts';

const undefinedIfEmpty = (batch: Batch) => (countPeopleInBatch(batch) === 0 ? undefined : batch);

/**
 * The alert kind for new fans who have many fans themselves: listed before the others, and sent in quiet
 * hours if wanted.
 */
export const bigFanAlerts = {
  none: undefined,
  switches: {
    bigFans: onOffSwitch('bigFans', { needsPolls: true }),
    bigThroughQuiet: onOffSwitch('bigThroughQuiet', { needsPolls: false }),
  },
  find(findings, { settings }) {
    if (!settings.bigFans) return undefined;
    const all = newcomersFor(findings.news.fans, findings, settings);
    return undefinedIfEmpty(fanBatchOf(all.filter((fan) => isBigFan(fan, settings))));
  },
  merge: (waiting = emptyBatch, more = emptyBatch) => undefinedIfEmpty(mergePeopleBatches(waiting, more)),
  removeSent: (waiting = emptyBatch, sent = emptyBatch) => undefinedIfEmpty(removeSentPeople(waiting, sent)),
  count: (batch) => (batch === undefined ? 0 : countPeopleInBatch(batch)),
  throughQuietHours: ({ bigThroughQuiet }) => bigThroughQuiet === true,
} satisfies AlertKind<Outbox['bigFans']>;
