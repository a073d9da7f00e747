import type { WatchRecord } from '../storage/index.ts';
import { type Destination, destinationOf, isSameDestination } from './destination.ts';
import { enqueue } from './outbox.ts';
import { mapSubscriptions } from './watch-record-parts.ts';

/**
 * Records that a destination of a chat accepts no messages. Alerts sent elsewhere come back to the chat
 * itself, which is notified; if it is the chat itself, its alerts are paused until it is resumed. No alerts
 * are lost.
 */
export function loseDestination(
  record: WatchRecord,
  lost: { chat: number; destination: Destination; why: 'blocked' | 'gone' },
  now: number,
): WatchRecord {
  const { chat, destination, why } = lost;
  const subscription = record.chats[chat];
  // The destination may have been changed while the message was being sent.
  if (subscription === undefined || !isSameDestination(destinationOf(subscription, chat), destination))
    return record;
  const change = (one: typeof subscription) => {
    const { to, ...rest } = one;
    return to === undefined ? { ...one, paused: { why, since: now } } : rest;
  };
  const notified =
    subscription.to === undefined
      ? record
      : enqueue(record, (_, one) =>
          one === chat ? { notices: [{ kind: 'placeLost', at: now, place: destination }] } : undefined,
        );
  return mapSubscriptions(notified, (one, id) => (id === chat ? change(one) : one));
}
