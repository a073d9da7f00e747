import { isBig, newcomersFor } from '../newcomers.ts';
import { acknowledgeBatch, batchOf, countOf, emptyBatch, mergeBatches } from '../people-batch.ts';
import type { Batch, Outbox } from '../types.ts';
import { type AlertKind, flag } from './kind.ts';

const kept = (batch: Batch) => (countOf(batch) === 0 ? undefined : batch);

/** New fans whom many follow: told of before the others, and if wanted in quiet hours, too. */
export const bigFans = {
  none: undefined,
  switches: {
    bigFans: flag('bigFans', { needsPolls: true }),
    bigThroughQuiet: flag('bigThroughQuiet', { needsPolls: false }),
  },
  find(findings, { settings }) {
    if (!settings.bigFans) return undefined;
    const all = newcomersFor(findings.news.fans, findings, settings);
    return kept(batchOf(all.filter((fan) => isBig(fan, settings))));
  },
  merge: (waiting = emptyBatch, more = emptyBatch) => kept(mergeBatches(waiting, more)),
  acknowledge: (waiting = emptyBatch, sent = emptyBatch) => kept(acknowledgeBatch(waiting, sent)),
  count: (batch) => (batch === undefined ? 0 : countOf(batch)),
  throughQuietHours: ({ bigThroughQuiet }) => bigThroughQuiet === true,
} satisfies AlertKind<Outbox['bigFans']>;
