/** The user gave up what was being done for them. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

/** What is being handled right now, one update a lane, so that another lane can give it up. */
export interface InFlight {
  /** Notes that a lane is at work; `end` must follow. */
  begin(lane: string): { signal: AbortSignal; end(): void };
  /**
   * Lets a lane finish for at most `grace` milliseconds, then gives up what it is at, with {@link Cancelled} as the
   * reason. Resolves when the lane is idle; with `true` when something was given up.
   */
  cancel(lane: string, grace: number): Promise<boolean>;
}

/** Nothing is under way yet. */
export function createInFlight(): InFlight {
  const busy = new Map<string, { controller: AbortController; ended: Promise<void> }>();
  return {
    begin(lane) {
      const controller = new AbortController();
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const work = { controller, ended };
      busy.set(lane, work);
      return {
        signal: controller.signal,
        end() {
          if (busy.get(lane) === work) busy.delete(lane);
          resolve();
        },
      };
    },
    async cancel(lane, grace) {
      const work = busy.get(lane);
      if (work === undefined) return false;
      const timer = setTimeout(() => work.controller.abort(new Cancelled()), grace);
      await work.ended;
      clearTimeout(timer);
      return work.controller.signal.aborted;
    },
  };
}
