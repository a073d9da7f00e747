import type { WatchRecord } from '../storage/index.ts';
import { owe, oweNotices, withWatchers } from './enqueue.ts';
import { isSamePlace, type Notice, type Place, placeFor } from './types.ts';

/** What is wrong with an account itself. */
export type Trouble = NonNullable<WatchRecord['trouble']>['why'];

/** The record once an account is in trouble: all chats are told at the edge, and no more while it lasts. */
export function enterTrouble(record: WatchRecord, why: Trouble, now: number, until?: number): WatchRecord {
  const rest = until === undefined ? {} : { until };
  if (record.trouble?.why === why)
    return { ...record, trouble: { why, since: record.trouble.since, ...rest } };
  return {
    ...oweNotices(record, () => [{ kind: why, at: now, ...rest }]),
    trouble: { why, since: now, ...rest },
  };
}

/** The record once the logins of these chats were found dead: each is told at the edge. */
export function loseLogins(record: WatchRecord, chats: readonly number[], now: number): WatchRecord {
  const lost = new Set(chats.filter((chat) => record.chats[chat] && !record.chats[chat].loginLost));
  if (lost.size === 0) return record;
  const owed = oweNotices(record, (chat) => (lost.has(chat) ? [{ kind: 'login', at: now }] : []));
  return withWatchers(owed, (watcher, chat) => (lost.has(chat) ? { ...watcher, loginLost: now } : watcher));
}

/** The record after a good look through the login of `chat`: what was wrong is well again, and said to be. */
export function recover(record: WatchRecord, chat: number, now: number): WatchRecord {
  const { trouble, ...rest } = record;
  const lost = record.chats[chat]?.loginLost !== undefined;
  if (trouble === undefined && !lost) return record;
  const recovered = (of: NonNullable<Notice['of']>): Notice => ({ kind: 'recovered', of, at: now });
  const owed = oweNotices(rest, (one) => [
    ...(trouble ? [recovered(trouble.why)] : []),
    ...(lost && one === chat ? [recovered('login')] : []),
  ]);
  return withWatchers(owed, (watcher, one) => {
    if (one !== chat) return watcher;
    const { loginLost: _, ...well } = watcher;
    return well;
  });
}

/**
 * The record once Telegram takes no messages for a chat at a place. What went elsewhere comes to the chat itself again,
 * which is told so; where that is the chat itself, its alerts wait until it is resumed. Nothing that is owed goes away.
 */
export function losePlace(
  record: WatchRecord,
  { chat, place, why }: { chat: number; place: Place; why: 'blocked' | 'gone' },
  now: number,
): WatchRecord {
  const watcher = record.chats[chat];
  // Where they go may have been changed while the message was on its way.
  if (watcher === undefined || !isSamePlace(placeFor(watcher, chat), place)) return record;
  if (watcher.to === undefined)
    return withWatchers(record, (watcher, one) =>
      one === chat ? { ...watcher, paused: { why, since: now } } : watcher,
    );
  const told = owe(record, (_, one) =>
    one === chat ? { notices: [{ kind: 'placeLost', at: now, place }] } : {},
  );
  return withWatchers(told, (watcher, one) => {
    if (one !== chat) return watcher;
    const { to: _, ...rest } = watcher;
    return rest;
  });
}
