import { createDueQueue, type DueQueue, type Queued } from './due-queue.ts';

/**
 * Plans which fan counts are requested next, and when. One request covers accounts of one egress address
 * only; addresses with too few accounts are skipped. Times are monotonic, ms.
 */
export interface ProbePlan<Account extends Plannable> {
  /** Adds an account at a random time in the first period. */
  add(account: Account): void;
  /**
   * Removes an account. Returns the accounts that are no longer planned because too few are left on their
   * address.
   */
  remove(account: Account): readonly Account[];
  /** The accounts for one request now; empty when none is due. Each is due again one period later. */
  take(): Account[];
  /** When the next account is due; `undefined` when none is planned. */
  due(): number | undefined;
  /** When an account is due; `undefined` when it is not planned. */
  next(account: Account): number | undefined;
  /** How many accounts are planned. */
  readonly size: number;
}

/** What can be planned. */
export interface Plannable extends Queued {
  readonly mid: number;
}

/** The most accounts the site answers for in one request. */
const maxMidsPerRequest = 20;

/**
 * Plans each account once a period, in as few requests as possible: accounts due within half a period are
 * included. When accounts are more than a period late, as after the machine slept, they are spread over the
 * next period.
 * @param period ms
 * @param fewest the number of accounts on an egress address from which they are planned
 * @param egressOf the egress address of an account; always the same for a mid
 */
export function createProbePlan<Account extends Plannable>({
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
}): ProbePlan<Account> {
  const queues = new Map<string, DueQueue<Account>>();
  const randomDue = () => now() + random() * period;

  function queueOf({ mid }: Account): DueQueue<Account> {
    const egress = egressOf(mid);
    const queue = queues.get(egress) ?? createDueQueue<Account>();
    queues.set(egress, queue);
    return queue;
  }

  const usedQueues = () => [...queues.values()].filter(({ size }) => size >= fewest);

  /** The queue whose first account is due earliest. */
  function earliest(): { queue: DueQueue<Account>; due: number } | undefined {
    let found: { queue: DueQueue<Account>; due: number } | undefined;
    for (const queue of usedQueues()) {
      const due = queue.first()?.due;
      if (due !== undefined && (found === undefined || due < found.due)) found = { queue, due };
    }
    return found;
  }

  return {
    add(account) {
      queueOf(account).set(account, randomDue());
    },
    remove(account) {
      const queue = queueOf(account);
      const before = queue.size;
      queue.delete(account);
      return before >= fewest && queue.size < fewest ? queue.items() : [];
    },
    take() {
      const group: Account[] = [];
      if ((earliest()?.due ?? now()) < now() - period)
        for (const queue of usedQueues()) for (const one of [...queue.items()]) queue.set(one, randomDue());
      const next = earliest();
      if (next === undefined || next.due > now()) return group;
      const { queue } = next;
      for (let first = queue.first(); first && group.length < maxMidsPerRequest; first = queue.first()) {
        if (first.due > now() + period / 2) break;
        group.push(first.item);
        queue.set(first.item, now() + period);
      }
      return group;
    },
    due: () => earliest()?.due,
    next(account) {
      const queue = queueOf(account);
      return queue.size >= fewest ? queue.due(account) : undefined;
    },
    get size() {
      return usedQueues().reduce((sum, { size }) => sum + size, 0);
    },
  };
}
