/**
 * What can go wrong with a call of the bot.
 * - `timeoutSent`: the message is delivered, but reported as timed out.
 * - `timeoutNotSent`: reported as timed out, and not delivered.
 * - `silent`: carried out, but not answered.
 * - `ignored`: neither carried out nor answered.
 */
export type Fault = 'timeoutSent' | 'timeoutNotSent' | 'silent' | 'ignored';

/** Faults for the next calls, in order. */
export interface Faults {
  /** Makes the next `times` messages (`send`) or calls of any kind (`answer`) fail. */
  script(on: 'send' | 'answer', fault: Fault, times?: number): void;
  take(on: 'send' | 'answer'): Fault | undefined;
  /** Removes all faults. */
  clear(): void;
}

export function createFaults(): Faults {
  const queues = { send: [] as Fault[], answer: [] as Fault[] };
  return {
    script: (on, fault, times = 1) => void queues[on].push(...Array<Fault>(times).fill(fault)),
    take: (on) => queues[on].shift(),
    clear() {
      for (const queue of Object.values(queues)) queue.length = 0;
    },
  };
}
