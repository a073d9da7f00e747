import type { WatchRecord } from '../storage/index.ts';
import type { Outbox } from './watch-record-parts.ts';

const maxNames = 300;

/** Remembers the names that chats are now alerted to, to name these people when they leave. */
export function rememberNames(record: WatchRecord): WatchRecord {
  const named = Object.values(record.chats).flatMap(({ pending }) => namedIn(pending));
  const names = new Map(record.names);
  for (const { mid, name } of named) {
    // The latest names come last and are dropped last.
    if (names.get(mid) === name) continue;
    names.delete(mid);
    names.set(mid, name);
  }
  return names.size === 0 ? record : { ...record, names: [...names].slice(-maxNames) };
}

/** Removes the names of people who are gone. */
export function forgetNames(record: WatchRecord, mids: ReadonlySet<number>): WatchRecord {
  const { names, ...rest } = record;
  const left = names?.filter(([mid]) => !mids.has(mid)) ?? [];
  return left.length === 0 ? rest : { ...rest, names: left };
}

function namedIn(outbox: Outbox | undefined): readonly { mid: number; name: string }[] {
  if (outbox === undefined) return [];
  return [...(outbox.bigFans?.first ?? []), ...outbox.fans.first, ...outbox.mutuals.first];
}
