import type { Alerts, AlertsDeps, SubscriptionStatus } from './alerts-interface.ts';
import { createPolling } from './assemble-polling.ts';
import { createDeliveryAttempts } from './delivery-attempt.ts';
import { createDeliveryQueue } from './delivery-queue.ts';
import { fillHistory } from './fan-history.ts';
import type { SendResultListener } from './send-digest-interface.ts';
import { createSendRateLimit } from './send-rate-limit.ts';
import type { SubscriptionView } from './subscription-view.ts';
import { createSubscriptions } from './subscriptions.ts';
import { isPolled, lastPolledAt } from './watch-in-memory.ts';
import { createWatchRepository } from './watch-repository.ts';

const defaultGrace = 8000;
const pollNowEvery = 30_000;

/** Creates the alerts; nothing runs until `start`. */
export function createAlerts(deps: AlertsDeps): Alerts {
  const { clock, random, onError, share = { has: () => true }, grace = defaultGrace } = deps;
  const closing = new AbortController();
  const abortSends = new AbortController();
  const closed = closing.signal;
  const resultListeners: SendResultListener[] = [];

  const watchRepository = createWatchRepository(deps.records, {
    has: (mid) => share.has(mid),
    keepsAll: true,
  });
  const subscriptions = createSubscriptions(watchRepository, clock.now);

  const rateLimit = createSendRateLimit(clock, deps.ratesOf);
  const attempts = createDeliveryAttempts({
    watchRepository,
    send: deps.send,
    async onResult(digest, result) {
      for (const listener of resultListeners) await listener(digest, result);
    },
    quietHours: deps.quietHours,
    rateLimit,
    clock,
    random,
    onError,
    migrateChat: subscriptions.migrateChat,
    closed,
    abortSends: abortSends.signal,
  });
  const deliveryQueue = createDeliveryQueue({
    watchRepository,
    attempts,
    rateLimit,
    platformOf: deps.ratesOf,
    clock,
    closed,
    onError,
  });

  const polling = createPolling(watchRepository, deps, closed);

  /** When a poll was last requested, by the monotonic clock; oldest first. */
  const polledNowAt = new Map<number, number>();
  const loading = Promise.withResolvers<void>();
  const loaded = loading.promise;
  // Avoids an unhandled rejection: the caller of `start` gets the error, and others may not be waiting.
  loaded.catch(() => undefined);
  let hasStarted = false;

  const wallTime = (monotonic: number) => clock.now() + monotonic - clock.monotonic();
  const withPollTimes = (view: SubscriptionView): SubscriptionStatus => {
    const [poll, probe] = [polling.nextPollAt(view.mid), polling.nextProbe(view.mid)];
    const entry = watchRepository.entry(view.mid);
    return {
      ...view,
      polledAt: entry && lastPolledAt(entry, clock),
      nextPollAt: poll && probe ? Math.min(poll, wallTime(probe)) : poll,
    };
  };

  async function resumeReachable(chat: number): Promise<void> {
    for (const mid of await subscriptions.resumeReachable(chat)) polling.pollSoon(mid);
  }

  return {
    onSendResult: (listener) => void resultListeners.push(listener),
    markKnown: subscriptions.markKnown,
    markGone: subscriptions.markGone,
    async migrateChat(from, to) {
      await loaded;
      await subscriptions.migrateChat(from, to);
    },
    async start() {
      deliveryQueue.start();
      polling.start();
      hasStarted = true;
      await watchRepository.load(closed).then(loading.resolve, loading.reject);
      await loaded;
    },
    async stop() {
      closing.abort();
      const graceTimer = new AbortController();
      const limit = clock
        .sleep(grace, graceTimer.signal)
        .then(() => abortSends.abort())
        .catch(() => undefined);
      if (hasStarted) await loaded.catch(() => undefined);
      await polling.ended();
      await deliveryQueue.stop();
      graceTimer.abort();
      await limit;
    },
    async subscribe(chat, mid, change) {
      await watchRepository.find(mid);
      const wasPolling = polling.isPolling(mid);
      const view = await subscriptions.subscribe(chat, mid, change);
      // A poll that began after the change includes it.
      if (wasPolling || !polling.isPolling(mid)) polling.pollSoon(mid);
      return withPollTimes(view);
    },
    async changeSubscription(chat, mid, change) {
      const view = await subscriptions.change(chat, mid, change);
      // The change takes effect with a running poll; otherwise one is started.
      if (view?.isFirst && polling.nextPollAt(mid) !== undefined) polling.pollSoon(mid);
      return view && withPollTimes(view);
    },
    unsubscribe: subscriptions.unsubscribe,
    async mergeSubscriptions(mid, from, to) {
      await watchRepository.find(mid);
      await subscriptions.merge(mid, from, to);
    },
    async subscription(chat, mid) {
      await watchRepository.find(mid);
      const view = await subscriptions.view(chat, mid);
      return view && withPollTimes(view);
    },
    async subscriptions(chat) {
      await loaded;
      return (await subscriptions.list(chat)).map(withPollTimes);
    },
    async pollNow(mid) {
      const entry = await watchRepository.find(mid);
      if (!isPolled(entry) || closed.aborted) return { kind: 'off' };
      const now = clock.monotonic();
      // During a pause the poll would not ask the site, so the answer is known.
      const rest = polling.restUntil(mid);
      if (rest > now) return { kind: 'resting', until: wallTime(rest) };
      const free = (polledNowAt.get(mid) ?? Number.NEGATIVE_INFINITY) + pollNowEvery;
      if (now < free) return { kind: 'tooSoon', until: wallTime(free) };
      for (const [other, at] of polledNowAt) {
        if (at + pollNowEvery > now) break;
        polledNowAt.delete(other);
      }
      polledNowAt.delete(mid);
      polledNowAt.set(mid, now);
      return polling.poll(mid);
    },
    pollSoon: polling.pollSoon,
    retrySends: deliveryQueue.retryNow,
    messageReceived: deliveryQueue.messageReceived,
    async unblocked(chat) {
      await loaded;
      await resumeReachable(chat);
    },
    userWrote: resumeReachable,
    async pause(chat) {
      await loaded;
      await subscriptions.pause(chat);
    },
    async resume(chat) {
      await loaded;
      for (const mid of await subscriptions.resume(chat)) polling.pollSoon(mid);
    },
    quietHoursChanged: deliveryQueue.quietHoursChanged,
    async fillHistory(mid, changes) {
      const record = await watchRepository.change(mid, (current) =>
        current.history ? { ...current, history: fillHistory(current.history, changes) } : current,
      );
      return record?.history;
    },
    shareChanged: polling.shareChanged,
    recordChanged: polling.recordChanged,
    loginsChanged: polling.loginsChanged,
    status: () => ({
      ...polling.status(),
      sendsDueSince: deliveryQueue.dueSince,
      waiting: deliveryQueue.waiting,
      sending: deliveryQueue.sending,
    }),
  };
}
