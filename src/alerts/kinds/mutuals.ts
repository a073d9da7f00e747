import { newcomersFor } from '../newcomers-for-chat.ts';
import { batchFunctions, emptyBatch, fanBatchOf } from '../people-batch.ts';
import type { Outbox } from '../watch-record-parts.ts';
import type { AlertKind } from './kind.ts';

/**
 * The alert kind for people who are now mutual: new fans, or old ones who were followed back. Sent with the
 * new fans, by the same switch.
 */
export const mutualAlerts = {
  ...batchFunctions,
  switches: {},
  find: (findings, { settings }) =>
    settings.fans ? fanBatchOf(newcomersFor(findings.news.mutuals, findings, settings)) : emptyBatch,
} satisfies AlertKind<Outbox['mutuals']>;
