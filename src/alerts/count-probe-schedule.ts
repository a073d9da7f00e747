import { createDueQueue, type DueQueue } from './due-queue.ts';

/**
 * Whose counts are asked for next, and when. One request asks about accounts of one egress address alone, and none about those of a
 * way that has too few of them. Times are those of the monotonic clock, ms.
 */
export interface ProbePlan {
  /** Takes in an account, at a random moment of the first period. */
  add(mid: number): void;
  /** Takes an account out, and gives those that are too few without it: they are not asked about any more. */
  remove(mid: number): number[];
  /** Those to be asked about in one request now; none when nobody is due. Each is due again a period later. */
  take(): number[];
  /** When the next are due; `undefined` when nobody is asked about. */
  due(): number | undefined;
  /** When an account is asked about next; `undefined` when it is not. */
  next(mid: number): number | undefined;
  /** How many accounts are asked about. */
  readonly size: number;
}

/** The site answers for so many accounts in one request. */
const together = 20;

/**
 * A plan that asks about each account once a period, in as few requests as they fit in: whoever is due within half a period
 * comes along. What has been overdue for a period, as after a sleep of the machine, is spread over the next.
 * @param period ms
 * @param fewest from so many accounts of an egress address on they are asked about
 * @param egressOf the egress address of an account
 */
export function createProbePlan({
  period,
  fewest,
  egressOf,
  now,
  random,
}: {
  period: number;
  fewest: number;
  egressOf: (mid: number) => string;
  now: () => number;
  random: () => number;
}): ProbePlan {
  const queues = new Map<string, DueQueue<number>>();
  const somewhere = () => now() + random() * period;

  function queueOf(mid: number): DueQueue<number> {
    const egress = egressOf(mid);
    const queue = queues.get(egress) ?? createDueQueue<number>();
    queues.set(egress, queue);
    return queue;
  }

  const enough = () => [...queues.values()].filter(({ size }) => size >= fewest);

  /** The queue whose first account is due before those of all others. */
  function earliest(): { queue: DueQueue<number>; due: number } | undefined {
    let found: { queue: DueQueue<number>; due: number } | undefined;
    for (const queue of enough()) {
      const due = queue.first()?.due;
      if (due !== undefined && (found === undefined || due < found.due)) found = { queue, due };
    }
    return found;
  }

  return {
    add(mid) {
      const queue = queueOf(mid);
      if (queue.due(mid) === undefined) queue.set(mid, somewhere());
    },
    remove(mid) {
      const queue = queueOf(mid);
      const before = queue.size;
      queue.delete(mid);
      return before >= fewest && queue.size < fewest ? [...queue.keys()] : [];
    },
    take() {
      const group: number[] = [];
      if ((earliest()?.due ?? now()) < now() - period)
        for (const queue of enough()) for (const mid of [...queue.keys()]) queue.set(mid, somewhere());
      const next = earliest();
      if (next === undefined || next.due > now()) return group;
      const { queue } = next;
      for (let first = queue.first(); first && group.length < together; first = queue.first()) {
        if (first.due > now() + period / 2) break;
        group.push(first.key);
        queue.set(first.key, now() + period);
      }
      return group;
    },
    due: () => earliest()?.due,
    next(mid) {
      const queue = queueOf(mid);
      return queue.size >= fewest ? queue.due(mid) : undefined;
    },
    get size() {
      return enough().reduce((sum, { size }) => sum + size, 0);
    },
  };
}
