import type { WatchRecord } from '../storage/index.ts';
import { owe } from './settle.ts';
import type { Notice, Watcher } from './types.ts';

/** What is wrong with an account itself. */
export type Trouble = NonNullable<WatchRecord['trouble']>['why'];

/** The record once an account is in trouble: all chats are told at the edge, and no more while it lasts. */
export function enterTrouble(record: WatchRecord, why: Trouble, now: number, until?: number): WatchRecord {
  if (record.trouble?.why === why) return record;
  const notice: Notice = { kind: why, at: now, ...(until !== undefined && { until }) };
  return { ...owe(record, () => ({ notices: [notice] })), trouble: { why, since: now } };
}

/** The record once the logins of these chats were found dead: each is told at the edge. */
export function loseLogins(record: WatchRecord, chats: readonly number[], now: number): WatchRecord {
  const lost = new Set(chats.filter((chat) => record.chats[chat] && !record.chats[chat].loginLost));
  if (lost.size === 0) return record;
  const owed = owe(record, (_, chat) => (lost.has(chat) ? { notices: [{ kind: 'login', at: now }] } : {}));
  return withWatchers(owed, (watcher, chat) => (lost.has(chat) ? { ...watcher, loginLost: now } : watcher));
}

/** The record after a good look through the login of `chat`: what was wrong is well again, and said to be. */
export function recover(record: WatchRecord, chat: number, now: number): WatchRecord {
  const { trouble, ...rest } = record;
  const lost = record.chats[chat]?.loginLost !== undefined;
  if (trouble === undefined && !lost) return record;
  const recovered = (of: NonNullable<Notice['of']>): Notice => ({ kind: 'recovered', of, at: now });
  const owed = owe(rest, (_, one) => ({
    notices: [
      ...(trouble ? [recovered(trouble.why)] : []),
      ...(lost && one === chat ? [recovered('login')] : []),
    ],
  }));
  return withWatchers(owed, (watcher, one) => {
    if (one !== chat) return watcher;
    const { loginLost: _, ...well } = watcher;
    return well;
  });
}

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
