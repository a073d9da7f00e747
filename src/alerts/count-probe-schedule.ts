import { createDueQueue, type DueQueue } from './due-queue.ts';

/**
 * Plans which fan counts are requested next, and when. One request covers accounts of one egress address
 * only; addresses with too few accounts are skipped. Times are monotonic, ms.
 */
export interface ProbePlan {
  /** Adds an account at a random time in the first period. */
  add(mid: number): void;
  /**
   * Removes an account. Returns the accounts that are no longer planned because too few are left on their
   * address.
   */
  remove(mid: number): number[];
  /** The accounts for one request now; empty when none is due. Each is due again one period later. */
  take(): number[];
  /** When the next account is due; `undefined` when none is planned. */
  due(): number | undefined;
  /** When an account is due; `undefined` when it is not planned. */
  next(mid: number): number | undefined;
  /** How many accounts are planned. */
  readonly size: number;
}

/** The most accounts the site answers for in one request. */
const maxMidsPerRequest = 20;

/**
 * Plans each account once a period, in as few requests as possible: accounts due within half a period are
 * included. When accounts are more than a period late, as after the machine slept, they are spread over the
 * next period.
 * @param period ms
 * @param fewest the number of accounts on an egress address from which they are planned
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
  const randomDue = () => now() + random() * period;

  function queueOf(mid: number): DueQueue<number> {
    const egress = egressOf(mid);
    const queue = queues.get(egress) ?? createDueQueue<number>();
    queues.set(egress, queue);
    return queue;
  }

  const usedQueues = () => [...queues.values()].filter(({ size }) => size >= fewest);

  /** The queue whose first account is due earliest. */
  function earliest(): { queue: DueQueue<number>; due: number } | undefined {
    let found: { queue: DueQueue<number>; due: number } | undefined;
    for (const queue of usedQueues()) {
      const due = queue.first()?.due;
      if (due !== undefined && (found === undefined || due < found.due)) found = { queue, due };
    }
    return found;
  }

  return {
    add(mid) {
      const queue = queueOf(mid);
      if (queue.due(mid) === undefined) queue.set(mid, randomDue());
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
        for (const queue of usedQueues()) for (const mid of [...queue.keys()]) queue.set(mid, randomDue());
      const next = earliest();
      if (next === undefined || next.due > now()) return group;
      const { queue } = next;
      for (let first = queue.first(); first && group.length < maxMidsPerRequest; first = queue.first()) {
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
      return usedQueues().reduce((sum, { size }) => sum + size, 0);
    },
  };
}
