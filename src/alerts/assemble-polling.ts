import type { Clock } from '../clock.ts';
import { type CountProber, createCountProber, type ProbeState } from './count-prober.ts';
import type { TimezoneOf } from './fan-history.ts';
import { createPoll } from './poll.ts';
import type { PollResult } from './poll-result.ts';
import { createPollSchedule, type PollSchedule } from './poll-schedule.ts';
import { createPoller, type Poller } from './poller.ts';
import { createSessionPicker, type SessionOf } from './session-picker.ts';
import type { WatchRepository } from './watch-repository.ts';

/** What polls depend on. */
export interface AlertPollingDeps {
  sessionOf: SessionOf;
  /**
   * The egress address of requests about an account: fan counts are requested together for accounts on the
   * same address.
   */
  egressOf: (mid: number) => string;
  timezoneOf: TimezoneOf;
  /**
   * The usual time between two polls of an account, ms. From one minute on it is adapted to the account's
   * rate of new fans and to its fan count.
   */
  interval: number;
  /**
   * The longest pause between two full reads of a fan list (to find who has left), ms; an hour by default.
   */
  compareEvery?: number | undefined;
  clock: Clock;
  random: () => number;
  /** Called with defects and failures of the store. */
  onError: (mid: number, error: unknown) => void;
  /** Called after every poll, for log and metrics. */
  onPoll?: (mid: number, result: PollResult) => void;
}

/** Polls accounts and stores what they found; delivery is done elsewhere. */
export interface Polling extends Pick<Poller, 'poll' | 'pollSoon' | 'isPolling' | 'nextPollAt'> {
  /** Starts polling. */
  start(): void;
  /** Resolves when no poll is running; after `closed` none starts. */
  ended(): Promise<void>;
  /**
   * This process's share of the accounts has changed. Resolves when polls of accounts outside the share have
   * ended, and all records in it are loaded.
   */
  shareChanged(): Promise<void>;
  /**
   * Another process has changed the record of an account.
   * @throws StoreError when it cannot be read
   */
  recordChanged(mid: number): Promise<void>;
  /**
   * Another process may have changed a chat's logins: polls again what failed with the old ones. A login is
   * stored with the chat subscribed to its account, whichever chat of the person it was made in.
   */
  loginsChanged(chat: number): void;
  nextProbe: CountProber['nextProbe'];
  restUntil: PollSchedule['restUntil'];
  status(): PollingStatus;
}

/** The overall state of the polls. */
export interface PollingStatus {
  /** Watched accounts; while records are being loaded, those loaded so far. */
  watches: number;
  polling: number;
  /** Running requests for fan counts. */
  probing: number;
  /** How fan counts are used. */
  probe: ProbeState;
  /** Since when (monotonic ms) a poll has been due that has not ended; `undefined` when there is none. */
  dueSince: number | undefined;
  pollsInLastHour: number;
}

/** Connects the parts of polling. Follows the repository immediately, but polls nothing before `start`. */
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
    compare: prober.compareWithPoll,
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
      await poller.withFewPolls(() => watchRepository.shareChanged(closed));
      await poller.othersEnded();
    },
    async recordChanged(mid) {
      await watchRepository.refresh(mid);
      if (watchRepository.entry(mid)?.isAwaited) pollSoon(mid);
    },
    loginsChanged(chat) {
      for (const mid of watchRepository.mids()) {
        const subscriber = watchRepository.entry(mid)?.subscribers.find((one) => one.chat === chat);
        if (subscriber && (subscriber.loginLost || !schedule.isHealthy(mid))) pollSoon(mid);
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
