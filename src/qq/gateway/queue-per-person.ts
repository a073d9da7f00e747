/** Lets what somebody says wait until what they said before is dealt with. */
export interface QueuePerPerson {
  /** Whether something of this lane is under way. */
  busy(lane: string): boolean;
  /** Runs `work` after all of the lane's that came before; its failure is the caller's alone. */
  after(lane: string, work: () => Promise<void>): Promise<void>;
  /** Runs `work` now; what comes later waits for it as well. */
  beside(lane: string, work: () => Promise<void>): Promise<void>;
}

export function createQueuePerPerson(): QueuePerPerson {
  const tails = new Map<string, Promise<unknown>>();

  function join(lane: string, running: Promise<void>): Promise<void> {
    const tail = Promise.allSettled([tails.get(lane), running]).then(() => {
      if (tails.get(lane) === tail) tails.delete(lane);
    });
    tails.set(lane, tail);
    return running;
  }

  return {
    busy: (lane) => tails.has(lane),
    after(lane, work) {
      const before = tails.get(lane);
      return join(lane, before === undefined ? work() : before.then(work));
    },
    beside: (lane, work) => join(lane, work()),
  };
}
