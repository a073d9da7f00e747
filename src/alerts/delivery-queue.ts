import { createDeliveryAttempts, type Delivery, type DeliveryDeps } from './delivery-attempt.ts';
import { createDueQueue } from './due-queue.ts';
import { createSendRateLimit } from './send-rate-limit.ts';
import { isSameDestination } from './types.ts';
import { startWakeableLoop } from './wakeable-loop.ts';
import type { Subscriber } from './watch-repository.ts';

/** Brings chats what they are owed, each when its turn comes. */
export interface DeliveryQueue {
  /** Chats are owed something of an account. */
  wake(mid: number, subscribers: readonly Subscriber[]): void;
  /** A chat's quiet hours have changed: what they held back may be due. */
  quietHoursChanged(chat: number): void;
  /** How many chats (each for one account) wait to be told. */
  readonly waiting: number;
  /** How many messages are on their way. */
  readonly sending: number;
  /** Telegram is back: what failed is tried again now. */
  retryNow(): void;
  /** Ends when nothing is on its way any more; begins nothing new. */
  stop(): Promise<void>;
}

/** At most so many messages are on their way at once: slow ones hold up nobody before there are as many. */
const atOnce = 100;

/** Delivers from now on, until `closed`. */
export function createDeliveryQueue(tools: Omit<DeliveryDeps, 'rateLimit'>): DeliveryQueue {
  const { watchRepository, clock, closed, onError } = tools;
  const rateLimit = createSendRateLimit(clock);
  const { attempt, retryAt, recordSent } = createDeliveryAttempts({ ...tools, rateLimit });
  const deliveries = new Map<string, Delivery>();
  const dueQueue = createDueQueue<string>();
  const inFlight = new Map<string, Promise<void>>();
  /** Places that a message is on its way to, and what waits for its end. */
  const busy = new Map<number, string[]>();

  function start(key: string, delivery: Delivery): void {
    const { chat } = delivery.destination;
    busy.set(chat, []);
    const done = attempt(delivery)
      .catch((error: unknown) => {
        if (closed.aborted) return undefined;
        onError(delivery.mid, error);
        return retryAt(delivery);
      })
      .then((next) => {
        inFlight.delete(key);
        const held = busy.get(chat) ?? [];
        busy.delete(chat);
        for (const other of held)
          if (deliveries.has(other) && !inFlight.has(other)) dueQueue.set(other, rateLimit.free(chat));
        if (next !== undefined) dueQueue.set(key, next);
        else if (!delivery.told) deliveries.delete(key);
        if (next === undefined && !closed.aborted) rewake(delivery);
        loop.wake();
      });
    inFlight.set(key, done);
  }

  /** What came up while a message was on its way. */
  function rewake({ mid, chat }: Delivery): void {
    const subscriber = watchRepository.entry(mid)?.subscribers.find((one) => one.chat === chat);
    if (subscriber?.waiting) wake(mid, [subscriber]);
  }

  function wake(mid: number, subscribers: readonly Subscriber[]): void {
    for (const { chat, destination } of subscribers) {
      const key = `${mid}:${chat}`;
      const known = deliveries.get(key);
      if (known !== undefined && isSameDestination(known.destination, destination)) continue;
      // Where it goes has changed: what went wrong there counts no more. A message on its way is not called back.
      if (known !== undefined) Object.assign(known, { destination, failures: 0, gone: undefined });
      else deliveries.set(key, { mid, chat, destination, failures: 0 });
      if (!inFlight.has(key)) dueQueue.set(key, clock.now());
    }
    loop.wake();
  }

  function quietHoursChanged(chat: number): void {
    for (const [key, delivery] of deliveries) {
      if (delivery.chat === chat && delivery.quiet && !inFlight.has(key)) dueQueue.set(key, clock.now());
    }
    loop.wake();
  }

  /** Starts whoever is due; a chat's next waits for its one on the way, and for what the chat may take. */
  function startDue(): number | undefined {
    for (
      let first = dueQueue.first();
      first !== undefined && first.due <= clock.now();
      first = dueQueue.first()
    ) {
      if (inFlight.size >= atOnce) return undefined;
      dueQueue.delete(first.key);
      const delivery = deliveries.get(first.key);
      if (delivery === undefined) continue;
      const { chat } = delivery.destination;
      const free = rateLimit.free(chat);
      const held = busy.get(chat);
      if (held !== undefined) held.push(first.key);
      else if (free > clock.now()) dueQueue.set(first.key, free);
      else start(first.key, delivery);
    }
    return dueQueue.first()?.due;
  }

  const loop = startWakeableLoop(clock, closed, startDue);
  return {
    wake,
    quietHoursChanged,
    retryNow() {
      for (const [key, delivery] of deliveries) {
        if (delivery.failures === 0) continue;
        delivery.failures = 0;
        if (!inFlight.has(key) && dueQueue.due(key) !== undefined) dueQueue.set(key, clock.now());
      }
      loop.wake();
    },
    get waiting() {
      return deliveries.size;
    },
    get sending() {
      return inFlight.size;
    },
    async stop() {
      await loop.ended;
      while (inFlight.size > 0) await Promise.all(inFlight.values());
      // The last chance of what was sent and not taken note of.
      for (const delivery of deliveries.values())
        await recordSent(delivery).catch((error: unknown) => onError(delivery.mid, error));
    },
  };
}
