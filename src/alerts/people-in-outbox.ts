import type { Batch, Fan } from './watch-record-parts.ts';

const maxWithDetails = 10;
const maxByMid = 1000;

/** A batch without people. */
export const emptyBatch: Batch = { first: [], more: [], beyond: 0 };

/** How many people are in a batch. */
export function countPeopleInBatch({ first, more, beyond }: Batch): number {
  return first.length + more.length + beyond;
}

/** A batch of these people, in this order; `beyond` more came whose names are unknown. */
export function fanBatchOf(fans: readonly Fan[], beyond = 0): Batch {
  return mergePeopleBatches(emptyBatch, {
    first: [...fans],
    more: [],
    beyond,
    ...(beyond > 0 && { atLeast: true }),
  });
}

/**
 * Merges two batches, each person once. Within limits: people at the end lose their details, then their mids.
 */
export function mergePeopleBatches(waiting: Batch, more: Batch): Batch {
  if (countPeopleInBatch(more) === 0) return waiting;
  const there = new Set([...waiting.first.map(({ mid }) => mid), ...waiting.more]);
  // Details only while there are no bare mids, because batches are sent and removed in order.
  const room = waiting.more.length + waiting.beyond === 0 ? maxWithDetails - waiting.first.length : 0;
  const named = more.first.filter(({ mid }) => !there.has(mid));
  const mids = [...named.slice(room).map(({ mid }) => mid), ...more.more.filter((mid) => !there.has(mid))];
  const left = waiting.beyond === 0 ? maxByMid - waiting.more.length : 0;
  return {
    first: [...waiting.first, ...named.slice(0, room)],
    more: [...waiting.more, ...mids.slice(0, left)],
    beyond: waiting.beyond + Math.max(0, mids.length - left) + more.beyond,
    ...((waiting.atLeast || more.atLeast) && { atLeast: true }),
  };
}

/** Removes those who were sent from the front; people added since come after them. */
export function removeSentPeople({ first, more, beyond, atLeast }: Batch, sent: Batch): Batch {
  const count = countPeopleInBatch(sent);
  const mids = Math.max(0, count - first.length);
  const rest: Batch = {
    first: first.slice(count),
    more: more.slice(mids),
    beyond: Math.max(0, beyond - Math.max(0, mids - more.length)),
  };
  return atLeast && rest.beyond > 0 ? { ...rest, atLeast } : rest;
}

/** The outbox functions of the kinds that consist of people. */
export const batchFunctions = {
  none: emptyBatch,
  merge: mergePeopleBatches,
  removeSent: removeSentPeople,
  count: countPeopleInBatch,
};
