import { createDueQueue } from './due-queue.ts';

/** Whose counts are asked for next, and when. Times are those of the monotonic clock, ms. */
export interface ProbePlan {
  /** Takes in an account, at a random moment of the first period. */
  add(mid: number): void;
  remove(mid: number): void;
  /** Those to be asked about in one request now; none when nobody is due. Each is due again a period later. */
  take(): number[];
  /** When the next are due; `undefined` when nobody is in it. */
  due(): number | undefined;
  /** When an account is asked about next. */
  next(mid: number): number | undefined;
  mids(): Iterable<number>;
  readonly size: number;
}

/** The site answers for so many accounts in one request. */
const together = 20;

/**
 * A plan that asks about each account once a period, in as few requests as they fit in: whoever is due within half a period
 * comes along. What has been overdue for a period, as after a sleep of the machine, is spread over the next.
 * @param period ms
 */
export function createProbePlan({
  period,
  now,
  random,
}: {
  period: number;
  now: () => number;
  random: () => number;
}): ProbePlan {
  const queue = createDueQueue<number>();
  const somewhere = () => now() + random() * period;

  return {
    add(mid) {
      if (queue.due(mid) === undefined) queue.set(mid, somewhere());
    },
    remove: queue.delete,
    take() {
      const group: number[] = [];
      const overdue = (queue.first()?.due ?? now()) < now() - period;
      if (overdue) for (const mid of [...queue.keys()]) queue.set(mid, somewhere());
      if ((queue.first()?.due ?? Number.POSITIVE_INFINITY) > now()) return group;
      for (let first = queue.first(); first && group.length < together; first = queue.first()) {
        if (first.due > now() + period / 2) break;
        group.push(first.key);
        queue.set(first.key, now() + period);
      }
      return group;
    },
    due: () => queue.first()?.due,
    next: queue.due,
    mids: queue.keys,
    get size() {
      return queue.size;
    },
  };
}
