import type { Delivery, DeliveryAttemptDeps, DeliveryAttempts } from './delivery-attempt.ts';
import { destinationOf, isSameDestination } from './destination.ts';
import { createDueQueue } from './due-queue.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';

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

export interface DeliveryQueueDeps
  extends Pick<DeliveryAttemptDeps, 'watchRepository' | 'rateLimit' | 'clock' | 'onError'> {
  attempts: DeliveryAttempts;
  /**
   * Any value that is the same for all chats of a platform: a slow or unreachable platform does not delay
   * others.
   */
  platformOf: (chat: number) => unknown;
  /** Aborts everything. */
  closed: AbortSignal;
}

/** A platform: how many messages are being sent to it, and which deliveries wait for one to end. */
interface Lane {
  inFlight: number;
  held: Delivery[];
}

const keyOf = (mid: number, chat: number) => `${mid}:${chat}`;

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
  const dueQueue = createDueQueue<Delivery>();
  const inFlight = new Map<Delivery, { begunAt: number; done: Promise<void> }>();
  const lanes = new Map<unknown, Lane>();
  /** Chats that a message is being sent to, and the deliveries waiting for its end. */
  const busy = new Map<number, Delivery[]>();
  let loop: WakeableLoop | undefined;

  watchRepository.onChange(queueFilledOutboxes);

  /** Queues the filled outboxes of an account. */
  function queueFilledOutboxes(mid: number): void {
    for (const subscriber of watchRepository.entry(mid)?.subscribers ?? []) {
      const { chat, waiting, urgent } = subscriber;
      if (!waiting) continue;
      const key = keyOf(mid, chat);
      const destination = destinationOf(subscriber, chat);
      const known = deliveries.get(key);
      const isMoved = known !== undefined && !isSameDestination(known.destination, destination);
      const breaksQuiet = urgent && known?.quiet && known.failures === 0;
      if (known !== undefined && !isMoved && !breaksQuiet) continue;
      // The destination has changed, so earlier failures no longer count. A message already being sent is not
      // stopped.
      if (isMoved) Object.assign(known, { destination, failures: 0, gone: undefined, doubts: undefined });
      const delivery: Delivery = known ?? { mid, chat, destination, failures: 0, place: -1 };
      deliveries.set(key, delivery);
      queueAgain(delivery, monotonic());
      loop?.wake();
    }
  }

  /** Queues a delivery that waited for another; not one that was made meanwhile, or is being made. */
  function queueAgain(delivery: Delivery, due: number): void {
    const isLeft = deliveries.get(keyOf(delivery.mid, delivery.chat)) === delivery;
    if (isLeft && !inFlight.has(delivery)) dueQueue.set(delivery, due);
  }

  function laneOf(chat: number): Lane {
    const platform = platformOf(chat);
    const lane = lanes.get(platform) ?? { inFlight: 0, held: [] };
    lanes.set(platform, lane);
    return lane;
  }

  function send(delivery: Delivery): void {
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
        inFlight.delete(delivery);
        lane.inFlight -= 1;
        const other = lane.held.shift();
        if (other !== undefined) queueAgain(other, monotonic());
        const held = busy.get(chat) ?? [];
        busy.delete(chat);
        for (const one of held) queueAgain(one, rateLimit.freeAt(chat));
        if (next !== undefined) dueQueue.set(delivery, next);
        else if (!delivery.sent) deliveries.delete(keyOf(delivery.mid, delivery.chat));
        // For alerts added while the message was being sent.
        if (next === undefined && !closed.aborted) queueFilledOutboxes(delivery.mid);
        // Sending works again, so other failed deliveries are retried too.
        if (hadFailed && next === undefined) retryNow();
        loop?.wake();
      });
    inFlight.set(delivery, { begunAt: monotonic(), done });
  }

  function quietHoursChanged(chat: number): void {
    for (const delivery of deliveries.values())
      if (delivery.chat === chat && delivery.quiet) queueAgain(delivery, monotonic());
    loop?.wake();
  }

  /** Makes a delivery that waits for its time due then; not one that waits for another. */
  function makeDue(delivery: Delivery, due: number): void {
    if (dueQueue.due(delivery) !== undefined) dueQueue.set(delivery, due);
  }

  function retryNow(): void {
    for (const delivery of deliveries.values()) {
      if (delivery.failures === 0) continue;
      delivery.failures = 0;
      makeDue(delivery, monotonic());
    }
    loop?.wake();
  }

  function messageReceived(chat: number): void {
    rateLimit.endPause(chat);
    for (const delivery of deliveries.values()) {
      // Not those that may have been sent: they have to wait before they are repeated.
      const waits = !delivery.quiet && delivery.doubts === undefined;
      if (delivery.destination.chat === chat && waits) makeDue(delivery, rateLimit.freeAt(chat));
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
      const { item: delivery } = first;
      dueQueue.delete(delivery);
      const { chat } = delivery.destination;
      const free = rateLimit.freeAt(chat);
      const held = busy.get(chat);
      if (held !== undefined) held.push(delivery);
      else if (free > monotonic()) dueQueue.set(delivery, free);
      else if (laneOf(chat).inFlight >= maxConcurrentPerPlatform) laneOf(chat).held.push(delivery);
      else send(delivery);
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
