import type { WatchRecord } from '../storage/index.ts';
import { type Addition, add } from './outbox.ts';
import { type Notice, type Watcher, wantsLooks } from './types.ts';

/** The record with its watchers changed. */
export function withWatchers(
  record: WatchRecord,
  change: (watcher: Watcher, chat: number) => Watcher,
): WatchRecord {
  const chats = Object.entries(record.chats).map(
    ([chat, watcher]) => [chat, change(watcher, Number(chat))] as const,
  );
  return { ...record, chats: Object.fromEntries(chats) };
}

/** The record when each chat is owed something more. */
export function owe(
  record: WatchRecord,
  addition: (watcher: Watcher, chat: number) => Addition,
): WatchRecord {
  return withWatchers(record, (watcher, chat) => {
    const { pending: old, ...rest } = watcher;
    const pending = add(old, addition(watcher, chat));
    return pending === undefined ? rest : { ...rest, pending };
  });
}

/** The record when these notices come to what chats are owed; those that want nothing get none. */
export function oweNotices(record: WatchRecord, notices: (chat: number) => readonly Notice[]): WatchRecord {
  return owe(record, ({ settings }, chat) => (wantsLooks(settings) ? { notices: notices(chat) } : {}));
}
