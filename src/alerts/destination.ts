/** Where alerts are sent: a chat, and in a forum the topic. */
export interface Destination {
  chat: number;
  thread?: number;
}

/** Whether two destinations are the same. */
export function isSameDestination(one: Destination, other: Destination): boolean {
  return one.chat === other.chat && one.thread === other.thread;
}

/** Where the alerts of a subscribed chat are sent. */
export function destinationOf({ to }: { to?: Destination | undefined }, chat: number): Destination {
  return to ?? { chat };
}
