import type { Batch, Fan, Notice, Outbox } from './types.ts';

const withDetails = 10;
const byMid = 1000;
const mostMilestones = 20;

/** Nobody to tell of. */
export const emptyBatch: Batch = { first: [], more: [], beyond: 0 };

const nothing: Outbox = {
  fans: emptyBatch,
  mutuals: emptyBatch,
  lost: emptyBatch,
  milestones: [],
  notices: [],
};

/** What comes to what a chat still has to be told. Fans in the order they shall be told. */
export interface OutboxAddition {
  fans?: readonly Fan[];
  /** New fans whose names are not known. */
  beyond?: number;
  mutuals?: readonly Fan[];
  /** Mids. */
  lost?: readonly number[];
  milestones?: readonly number[];
  notices?: readonly Notice[];
  /** The last good look before a long gap, ms. */
  away?: number | undefined;
}

/** How many people a batch tells of. */
export function countOf({ first, more, beyond }: Batch): number {
  return first.length + more.length + beyond;
}

/** Whether there is nothing to tell. */
function isNothing({ fans, mutuals, lost, milestones, notices }: Outbox): boolean {
  const people = countOf(fans) + countOf(mutuals) + countOf(lost);
  return people + milestones.length + notices.length === 0;
}

/** Puts more to what is pending. Whatever comes, it stays within bounds: people at the end lose details, then names. */
export function appendToOutbox(pending: Outbox | undefined, addition: OutboxAddition): Outbox | undefined {
  const { fans = [], beyond = 0, mutuals = [], lost = [], milestones = [], notices = [] } = addition;
  const old = pending ?? nothing;
  const away = fans.length > 0 ? (old.away ?? addition.away) : old.away;
  const sum: Outbox = {
    fans: unnamed(append(old.fans, fans), beyond),
    mutuals: append(old.mutuals, mutuals),
    lost: appendMids(old.lost, lost),
    milestones: [...old.milestones, ...milestones].slice(-mostMilestones),
    notices: notices.reduce(withNotice, old.notices),
    ...(away !== undefined && { away }),
  };
  return isNothing(sum) ? undefined : sum;
}

/** Puts two together that are owed of the same account; whom both tell of is told of once. */
export function mergeOutboxes(one: Outbox | undefined, other: Outbox | undefined): Outbox | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const people = (batch: Batch, more: Batch): Batch => {
    const there = new Set([...batch.first.map(({ mid }) => mid), ...batch.more]);
    const mids = [...more.first.map(({ mid }) => mid), ...more.more].filter((mid) => !there.has(mid));
    return unnamed(appendMids(batch, mids), more.beyond);
  };
  return {
    ...one,
    fans: people(one.fans, other.fans),
    mutuals: people(one.mutuals, other.mutuals),
    lost: people(one.lost, other.lost),
    milestones: [...new Set([...one.milestones, ...other.milestones])].slice(-mostMilestones),
    notices: other.notices.reduce(withNotice, one.notices),
  };
}

/**
 * Takes off what was told. Between, more may have come, so people are taken off the front, the rest by what it is.
 * @returns what is left, `undefined` for nothing
 */
export function acknowledge(pending: Outbox | undefined, told: Outbox): Outbox | undefined {
  if (pending === undefined) return undefined;
  const { away, ...rest } = pending;
  const isTold = (notice: Notice) =>
    told.notices.some(({ kind, of, at }) => kind === notice.kind && of === notice.of && at === notice.at);
  const left: Outbox = {
    ...rest,
    fans: drop(pending.fans, told.fans),
    mutuals: drop(pending.mutuals, told.mutuals),
    lost: drop(pending.lost, told.lost),
    milestones: pending.milestones.filter((one) => !told.milestones.includes(one)),
    notices: pending.notices.filter((notice) => !isTold(notice)),
    ...(away !== undefined && away !== told.away && { away }),
  };
  return isNothing(left) ? undefined : left;
}

function append(batch: Batch, fans: readonly Fan[]): Batch {
  // Details only before any bare mid: the order is what is told must come off by.
  const room = batch.more.length + batch.beyond === 0 ? withDetails - batch.first.length : 0;
  const first = [...batch.first, ...fans.slice(0, room)];
  return appendMids(
    { ...batch, first },
    fans.slice(room).map(({ mid }) => mid),
  );
}

function appendMids(batch: Batch, mids: readonly number[]): Batch {
  const room = batch.beyond === 0 ? byMid - batch.more.length : 0;
  return {
    ...batch,
    more: [...batch.more, ...mids.slice(0, room)],
    beyond: batch.beyond + Math.max(0, mids.length - room),
  };
}

function unnamed(batch: Batch, beyond: number): Batch {
  return beyond === 0 ? batch : { ...batch, beyond: batch.beyond + beyond, atLeast: true };
}

function drop({ first, more, beyond, atLeast }: Batch, told: Batch): Batch {
  const count = countOf(told);
  const mids = Math.max(0, count - first.length);
  const rest: Batch = {
    first: first.slice(count),
    more: more.slice(mids),
    beyond: Math.max(0, beyond - Math.max(0, mids - more.length)),
  };
  return atLeast && rest.beyond > 0 ? { ...rest, atLeast } : rest;
}

/** Of notices alike only the last is worth telling. */
function withNotice(notices: readonly Notice[], notice: Notice): Notice[] {
  return [...notices.filter(({ kind, of }) => kind !== notice.kind || of !== notice.of), notice];
}
