import { newcomersFor } from '../newcomers-for-chat.ts';
import { batches, emptyBatch, peopleBatchOf } from '../people-batch.ts';
import type { Outbox } from '../types.ts';
import type { AlertKind } from './kind.ts';

/** Who is mutual now, and either new or an old fan who was followed back: goes with the new fans, by their switch. */
export const mutuals = {
  ...batches,
  switches: {},
  find: (findings, { settings }) =>
    settings.fans ? peopleBatchOf(newcomersFor(findings.news.mutuals, findings, settings)) : emptyBatch,
} satisfies AlertKind<Outbox['mutuals']>;
