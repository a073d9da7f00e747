/**
 * What may go wrong with a call of the bot. `timeoutSent`: a message is shown to its reader, and reported as timed out;
 * `timeoutNotSent`: the same report, and nothing is shown; `silent`: it is done, and never answered; `ignored`: nothing is
 * done, nor answered.
 */
export type Fault = 'timeoutSent' | 'timeoutNotSent' | 'silent' | 'ignored';

/** Faults to come, in order. */
export interface Faults {
  /** The next so many messages (`send`), or calls of any kind (`answer`), go wrong so. */
  script(on: 'send' | 'answer', fault: Fault, times?: number): void;
  take(on: 'send' | 'answer'): Fault | undefined;
  /** Nothing more goes wrong. */
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
