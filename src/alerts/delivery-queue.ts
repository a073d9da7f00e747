import type { Clock } from '../clock.ts';
import type { Delivery, DeliveryAttempts } from './delivery-attempt.ts';
import { destinationOf, isSameDestination } from './destination.ts';
import { createDueQueue } from './due-queue.ts';
import type { SendRateLimit } from './send-rate-limit.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';
import type { WatchRepository } from './watch-repository.ts';

/** Delivers the outboxes of all chats, each when it is due. */
export interface DeliveryQueue {
  /** Starts delivering. */
  start(): void;
  /** A chat's quiet hours have changed: delivers what may now be due. */
  quietHoursChanged(chat: number): void;
  /** How many outboxes (per chat and account) have undelivered alerts. */
  readonly waiting: number;
  /** How many messages are being sent. */
  readonly sending: number;
  /**
   * Since when (monotonic ms) a delivery has been due but not started, or started but not ended; `undefined`
   * when there is none.
   */
  readonly dueSince: number | undefined;
  /** The chat platform is reachable again: retries failed deliveries now. */
  retryNow(): void;
  /** A message came from a chat: retries its deliveries now, because whatever blocked them may be over. */
  messageReceived(chat: number): void;
  /** Starts no more deliveries; resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/** The most messages being sent to a platform at once; up to this many slow ones do not delay others. */
const maxConcurrentPerPlatform = 100;

export interface DeliveryQueueDeps {
  watchRepository: WatchRepository;
  attempts: DeliveryAttempts;
  rateLimit: SendRateLimit;
  /**
   * Any value that is the same for all chats of a platform: a slow or unreachable platform does not delay
   * others.
   */
  platformOf: (chat: number) => unknown;
  clock: Clock;
  /** Aborts everything. */
  closed: AbortSignal;
  onError: (mid: number, error: unknown) => void;
}

/** Creates a queue. It picks up filled outboxes immediately, but sends nothing before `start`. */
export function createDeliveryQueue({
  watchRepository,
  attempts,
  rateLimit,
  platformOf,
  clock,
  closed,
  onError,
}: DeliveryQueueDeps): DeliveryQueue {
  const { monotonic } = clock;
  const deliveries = new Map<string, Delivery>();
  const dueQueue = createDueQueue<string>();
  const inFlight = new Map<string, { begunAt: number; done: Promise<void> }>();
  /** By platform: how many messages are being sent to it, and which deliveries wait for one to end. */
  const lanes = new Map<unknown, { inFlight: number; held: string[] }>();
  /** Chats that a message is being sent to, and the deliveries waiting for its end. */
  const busy = new Map<number, string[]>();
  let loop: WakeableLoop | undefined;

  watchRepository.onChange(queueFilledOutboxes);

  /** Queues the filled outboxes of an account. */
  function queueFilledOutboxes(mid: number): void {
    for (const subscriber of watchRepository.entry(mid)?.subscribers ?? []) {
      const { chat, waiting, urgent } = subscriber;
      if (!waiting) continue;
      const key = `${mid}:${chat}`;
      const destination = destinationOf(subscriber, chat);
      const known = deliveries.get(key);
      const isMoved = known !== undefined && !isSameDestination(known.destination, destination);
      const breaksQuiet = urgent && known?.quiet && known.failures === 0;
      if (known !== undefined && !isMoved && !breaksQuiet) continue;
      // The destination has changed, so earlier failures no longer count. A message already being sent is not
      // stopped.
      if (isMoved) Object.assign(known, { destination, failures: 0, gone: undefined, doubts: undefined });
      if (known === undefined) deliveries.set(key, { mid, chat, destination, failures: 0 });
      if (!inFlight.has(key)) dueQueue.set(key, monotonic());
      loop?.wake();
    }
  }

  function laneOf(chat: number): { inFlight: number; held: string[] } {
    const platform = platformOf(chat);
    const lane = lanes.get(platform) ?? { inFlight: 0, held: [] };
    lanes.set(platform, lane);
    return lane;
  }

  function send(key: string, delivery: Delivery): void {
    const { chat } = delivery.destination;
    const lane = laneOf(chat);
    lane.inFlight += 1;
    busy.set(chat, []);
    const hadFailed = delivery.failures > 0;
    const done = attempts
      .attempt(delivery)
      .catch((error: unknown) => {
        if (closed.aborted) return undefined;
        onError(delivery.mid, error);
        return attempts.retryAt(delivery);
      })
      .then((next) => {
        inFlight.delete(key);
        lane.inFlight -= 1;
        const other = lane.held.shift();
        if (other !== undefined && deliveries.has(other) && !inFlight.has(other))
          dueQueue.set(other, monotonic());
        const held = busy.get(chat) ?? [];
        busy.delete(chat);
        for (const next of held)
          if (deliveries.has(next) && !inFlight.has(next)) dueQueue.set(next, rateLimit.freeAt(chat));
        if (next !== undefined) dueQueue.set(key, next);
        else if (!delivery.sent) deliveries.delete(key);
        // For alerts added while the message was being sent.
        if (next === undefined && !closed.aborted) queueFilledOutboxes(delivery.mid);
        // Sending works again, so other failed deliveries are retried too.
        if (hadFailed && next === undefined) retryNow();
        loop?.wake();
      });
    inFlight.set(key, { begunAt: monotonic(), done });
  }

  function quietHoursChanged(chat: number): void {
    for (const [key, delivery] of deliveries) {
      if (delivery.chat === chat && delivery.quiet && !inFlight.has(key)) dueQueue.set(key, monotonic());
    }
    loop?.wake();
  }

  function retryNow(): void {
    for (const [key, delivery] of deliveries) {
      if (delivery.failures === 0) continue;
      delivery.failures = 0;
      if (!inFlight.has(key) && dueQueue.due(key) !== undefined) dueQueue.set(key, monotonic());
    }
    loop?.wake();
  }

  function messageReceived(chat: number): void {
    rateLimit.endPause(chat);
    for (const [key, delivery] of deliveries) {
      // Not those that may have been sent: they have to wait before they are repeated.
      const waits = !delivery.quiet && delivery.doubts === undefined;
      if (delivery.destination.chat !== chat || !waits) continue;
      if (!inFlight.has(key) && dueQueue.due(key) !== undefined) dueQueue.set(key, rateLimit.freeAt(chat));
    }
    loop?.wake();
  }

  /** Starts the due deliveries; a chat's next one waits for its current one and for the chat's rate limit. */
  function sendDue(): number | undefined {
    for (
      let first = dueQueue.first();
      first !== undefined && first.due <= monotonic();
      first = dueQueue.first()
    ) {
      dueQueue.delete(first.key);
      const delivery = deliveries.get(first.key);
      if (delivery === undefined) continue;
      const { chat } = delivery.destination;
      const free = rateLimit.freeAt(chat);
      const held = busy.get(chat);
      if (held !== undefined) held.push(first.key);
      else if (free > monotonic()) dueQueue.set(first.key, free);
      else if (laneOf(chat).inFlight >= maxConcurrentPerPlatform) laneOf(chat).held.push(first.key);
      else send(first.key, delivery);
    }
    return dueQueue.first()?.due;
  }

  return {
    start() {
      loop = startWakeableLoop(clock, closed, sendDue);
    },
    quietHoursChanged,
    retryNow,
    messageReceived,
    get waiting() {
      return deliveries.size;
    },
    get sending() {
      return inFlight.size;
    },
    get dueSince() {
      const [oldest] = inFlight.values();
      const since = Math.min(oldest?.begunAt ?? monotonic(), dueQueue.first()?.due ?? monotonic());
      return since < monotonic() ? since : undefined;
    },
    async stop() {
      await loop?.ended;
      while (inFlight.size > 0) await Promise.all([...inFlight.values()].map(({ done }) => done));
      // Last attempt to save what was sent but not saved.
      for (const delivery of deliveries.values())
        await attempts.recordSent(delivery).catch((error: unknown) => onError(delivery.mid, error));
    },
  };
}
