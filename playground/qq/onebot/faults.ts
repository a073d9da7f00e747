/**
 * What may go wrong with a send or an answer. `timeoutSent`: it is shown to the reader and reported as timed out;
 * `timeoutNotSent`: the same report, and nothing is shown; `silent`: no answer at all.
 */
export type Fault = 'timeoutSent' | 'timeoutNotSent' | 'silent';

/** Faults to come, in order. */
export interface Faults {
  /** The next so many calls of this kind go wrong so. */
  script(on: 'send' | 'answer', fault: Fault, times?: number): void;
  take(on: 'send' | 'answer'): Fault | undefined;
}

export function createFaults(): Faults {
  const queues = { send: [] as Fault[], answer: [] as Fault[] };
  return {
    script: (on, fault, times = 1) => void queues[on].push(...Array<Fault>(times).fill(fault)),
    take: (on) => queues[on].shift(),
  };
}
