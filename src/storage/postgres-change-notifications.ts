import type pg from 'pg';
import { ownName } from './postgres-connection.ts';
import type { RecordChange } from './process-hold.ts';

/** Listens for record changes by other processes; returns the listeners that will be called, none yet. */
export async function listenForChanges(connection: pg.Client): Promise<Set<(change: RecordChange) => void>> {
  const listeners = new Set<(change: RecordChange) => void>();
  const { rows } = await connection.query<{ channel: string }>(
    "select 'guanxi_' || 'guanxi_records'::regclass::oid as channel",
  );
  connection.on('notification', ({ payload = '' }) => {
    const [name, collection, key] = payload.split('\t');
    if (name === ownName || collection === undefined || key === undefined) return;
    for (const listener of listeners) listener({ collection, key });
  });
  await connection.query(`listen ${connection.escapeIdentifier(rows[0]?.channel ?? '')}`);
  return listeners;
}
