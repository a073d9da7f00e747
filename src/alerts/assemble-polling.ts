import type { Clock } from '../clock.ts';
import { createCountProber, type Prober } from './count-prober.ts';
import type { AlertsStatus } from './overall-status.ts';
import { createPoll } from './poll.ts';
import { createPollSchedule, type PollSchedule } from './poll-schedule.ts';
import { createPoller, type Poller } from './poller.ts';
import type { PollResult, SessionOf, TimezoneOf } from './ports.ts';
import { createSessionPicker } from './session-picker.ts';
import type { WatchRepository } from './watch-repository.ts';

/** What polls need of the rest of the program. */
export interface AlertPollingDeps {
  sessionOf: SessionOf;
  /** The egress address of requests about an account: counts are asked for together with those of accounts on the same one. */
  egressOf: (mid: number) => string;
  timezoneOf: TimezoneOf;
  /** Between two polls of an account where as much happens as usual, ms; from a minute on, polls follow the rate and the counts. */
  interval: number;
  /** The longest that a whole list, read for who has left, rests before it is read again, ms; an hour when left out. */
  compareEvery?: number | undefined;
  clock: Clock;
  random: () => number;
  /** Told of defects, and of a store that fails. */
  onError: (mid: number, error: unknown) => void;
  /** Told of every poll, for log and metrics. */
  onPoll?: (mid: number, result: PollResult) => void;
}

/** What polls accounts and writes down whom it found. Sending it is another's business. */
export interface Polling extends Pick<Poller, 'poll' | 'pollSoon' | 'isPolling' | 'nextPollAt'> {
  /** Begins to poll. */
  start(): void;
  /** Resolves when nothing is under way any more; after `closed` nothing begins. */
  ended(): Promise<void>;
  /**
   * This process's share of the accounts is another. Resolves when no poll is under way of an account that is no longer in
   * it, and all that are in it are known.
   */
  shareChanged(): Promise<void>;
  /** Another process has changed the record of an account. @throws StoreError when it cannot be read */
  recordChanged(mid: number): Promise<void>;
  /**
   * Another process may have changed a chat's logins: what fails with the old ones is tried with the new. A login is kept with
   * the chat that is subscribed to its account, in whichever of one person's chats it was made.
   */
  loginsChanged(chat: number): void;
  nextProbe: Prober['nextProbe'];
  restUntil: PollSchedule['restUntil'];
  status(): Omit<AlertsStatus, 'waiting' | 'sending' | 'sendsDueSince'>;
}

/** Connects the parts; keeps in step with the repository from now on, and polls nothing before `start`. */
export function createPolling(
  watchRepository: WatchRepository,
  {
    sessionOf,
    egressOf,
    timezoneOf,
    interval,
    compareEvery,
    clock,
    random,
    onError,
    onPoll = () => undefined,
  }: AlertPollingDeps,
  closed: AbortSignal,
): Polling {
  const schedule = createPollSchedule({ interval, now: clock.monotonic, random });
  const sessionPicker = createSessionPicker(sessionOf);
  const pollAccount = createPoll({
    watchRepository,
    sessionPicker,
    compareEvery,
    clock,
    timezoneOf,
    interval,
    failures: schedule.failures,
    onError,
  });
  const prober = createCountProber({
    watchRepository,
    sessionPicker,
    egressOf,
    interval,
    clock,
    random,
    closed,
    onError,
  });
  const poller = createPoller({
    watchRepository,
    schedule,
    pollAccount,
    clock,
    closed,
    compare: prober.compare,
    onPoll,
    onError,
  });
  const { poll, pollSoon, isPolling, nextPollAt } = poller;

  return {
    poll,
    pollSoon,
    isPolling,
    nextPollAt,
    nextProbe: prober.nextProbe,
    restUntil: schedule.restUntil,
    start() {
      poller.start();
      prober.start(poller);
    },
    async ended() {
      await prober.ended();
      await poller.ended();
    },
    async shareChanged() {
      await poller.sparing(() => watchRepository.shareChanged(closed));
      await poller.othersEnded();
    },
    async recordChanged(mid) {
      await watchRepository.refresh(mid);
      if (watchRepository.entry(mid)?.isAwaited) pollSoon(mid);
    },
    loginsChanged(chat) {
      for (const mid of watchRepository.mids()) {
        const subscriber = watchRepository.entry(mid)?.subscribers.find((one) => one.chat === chat);
        if (subscriber && (subscriber.loginLost || !schedule.isWell(mid))) pollSoon(mid);
      }
    },
    status: () => ({
      watches: watchRepository.size,
      polling: poller.inFlight,
      probing: prober.inFlight,
      probe: prober.state,
      dueSince: poller.dueSince,
      pollsInLastHour: poller.pollsInLastHour,
    }),
  };
}
