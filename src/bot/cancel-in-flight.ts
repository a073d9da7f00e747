/** The user cancelled what was being done. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

/** The update being handled in each lane, so that an update in another lane can cancel it. */
export interface InFlight {
  /** Registers a lane's update; `end` must be called when it was handled. */
  begin(lane: string): { signal: AbortSignal; end(): void };
  /**
   * Waits at most `grace` ms for a lane's update to end, then aborts it with {@link Cancelled} as the reason.
   * Resolves when the lane is idle; with `true` when something was aborted.
   */
  cancel(lane: string, grace: number): Promise<boolean>;
}

/** Nothing is under way yet. */
export function createCancellableUpdates(): InFlight {
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
