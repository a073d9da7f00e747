import type { Clock } from '../clock.ts';
import type { Delivery, DeliveryAttempts } from './delivery-attempt.ts';
import { createDueQueue } from './due-queue.ts';
import type { SendRateLimit } from './send-rate-limit.ts';
import { destinationOf, isSameDestination } from './types.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';
import type { WatchRepository } from './watch-repository.ts';

/** Sends chats what is in their outboxes, each when its turn comes. */
export interface DeliveryQueue {
  /** Begins to send. */
  start(): void;
  /** A chat's quiet hours have changed: what they held back may be due. */
  quietHoursChanged(chat: number): void;
  /** How many outboxes (of a chat, for one account) wait. */
  readonly waiting: number;
  /** How many messages are on their way. */
  readonly sending: number;
  /** Since when (ms, monotonic) one has been due that is not on its way, or on its way without end; `undefined`: none. */
  readonly dueSince: number | undefined;
  /** The chat platform is back: what failed is tried again now. */
  retryNow(): void;
  /** Somebody wrote in a chat: whatever kept messages from it may be over, and they are tried now. */
  heard(chat: number): void;
  /** Ends when nothing is on its way any more; begins nothing new. */
  stop(): Promise<void>;
}

/** At most so many messages are on their way to a platform at once: slow ones hold up nobody before there are as many. */
const atOnce = 100;

export interface DeliveryQueueDeps {
  watchRepository: WatchRepository;
  attempts: DeliveryAttempts;
  rateLimit: SendRateLimit;
  /** Something that is the same for all chats of a platform: one that is slow, or away, holds up no other. */
  platformOf: (chat: number) => unknown;
  clock: Clock;
  /** Ends everything. */
  closed: AbortSignal;
  onError: (mid: number, error: unknown) => void;
}

/** Takes up every outbox with something in it from now on; nothing is sent before `start`. */
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
  /** By platform: how many are on their way there, and what waits until there are fewer. */
  const lanes = new Map<unknown, { inFlight: number; held: string[] }>();
  /** Chats that a message is on its way to, and what waits for its end. */
  const busy = new Map<number, string[]>();
  let loop: WakeableLoop | undefined;

  watchRepository.onChange(takeUp);

  /** Outboxes that have something in them, of one account. */
  function takeUp(mid: number): void {
    for (const subscriber of watchRepository.entry(mid)?.subscribers ?? []) {
      const { chat, waiting, urgent } = subscriber;
      if (!waiting) continue;
      const key = `${mid}:${chat}`;
      const destination = destinationOf(subscriber, chat);
      const known = deliveries.get(key);
      const isMoved = known !== undefined && !isSameDestination(known.destination, destination);
      const breaksQuiet = urgent && known?.quiet && known.failures === 0;
      if (known !== undefined && !isMoved && !breaksQuiet) continue;
      // Where it goes has changed: what went wrong there counts no more. A message on its way is not called back.
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
          if (deliveries.has(next) && !inFlight.has(next)) dueQueue.set(next, rateLimit.free(chat));
        if (next !== undefined) dueQueue.set(key, next);
        else if (!delivery.sent) deliveries.delete(key);
        // What was added while the message was on its way.
        if (next === undefined && !closed.aborted) takeUp(delivery.mid);
        // It goes again: so may what failed elsewhere.
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

  function heard(chat: number): void {
    rateLimit.release(chat);
    for (const [key, delivery] of deliveries) {
      // What may have gone is in no need of a chance, but of time.
      const waits = !delivery.quiet && delivery.doubts === undefined;
      if (delivery.destination.chat !== chat || !waits) continue;
      if (!inFlight.has(key) && dueQueue.due(key) !== undefined) dueQueue.set(key, rateLimit.free(chat));
    }
    loop?.wake();
  }

  /** Sends what is due; a chat's next waits for its one on the way, and for what the chat may take. */
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
      const free = rateLimit.free(chat);
      const held = busy.get(chat);
      if (held !== undefined) held.push(first.key);
      else if (free > monotonic()) dueQueue.set(first.key, free);
      else if (laneOf(chat).inFlight >= atOnce) laneOf(chat).held.push(first.key);
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
    heard,
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
      // The last chance of what was sent and not taken note of.
      for (const delivery of deliveries.values())
        await attempts.recordSent(delivery).catch((error: unknown) => onError(delivery.mid, error));
    },
  };
}
