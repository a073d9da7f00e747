import type { WatchRecord } from '../storage/index.ts';
import type { Outbox } from './types.ts';

const mostNames = 300;

/** The record with the names of those that chats are now told of by name: they have to be told by it when they leave. */
export function rememberNames(record: WatchRecord): WatchRecord {
  const named = Object.values(record.chats).flatMap(({ pending }) => namedIn(pending));
  const names = new Map(record.names);
  for (const { mid, name } of named) {
    // The latest stand last, and are forgotten last.
    if (names.get(mid) === name) continue;
    names.delete(mid);
    names.set(mid, name);
  }
  return names.size === 0 ? record : { ...record, names: [...names].slice(-mostNames) };
}

/** The record without the names of those who are gone. */
export function forgetNames(record: WatchRecord, mids: ReadonlySet<number>): WatchRecord {
  const { names, ...rest } = record;
  const left = names?.filter(([mid]) => !mids.has(mid)) ?? [];
  return left.length === 0 ? rest : { ...rest, names: left };
}

function namedIn(outbox: Outbox | undefined): readonly { mid: number; name: string }[] {
  if (outbox === undefined) return [];
  return [...(outbox.bigFans?.first ?? []), ...outbox.fans.first, ...outbox.mutuals.first];
}
