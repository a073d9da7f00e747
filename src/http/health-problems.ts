import type { PollTrouble } from './poll-health.ts';

/** What health is judged by; times in milliseconds of a monotonic clock, so that a clock that is set makes nothing look old. */
export interface Vitals {
  /** Each chat platform, and since when it has not answered; `undefined`: it is reached. */
  platforms: readonly { title: string; silentSince: number | undefined }[];
  /** Since when no update has been finished although some are being handled; `undefined` when none is. */
  stalledSince: number | undefined;
  /** Since when a poll for new fans has been due that has not ended yet. */
  dueSince: number | undefined;
  /** Since when a message to a chat has been due that has not gone. */
  sendsDueSince: number | undefined;
  /** When a poll last ended, whatever came of it. */
  polledAt: number | undefined;
  /** What has kept every poll since then from its answer; `undefined` when the last one had one. */
  trouble: PollTrouble | undefined;
  /** The egress addresses, and for how long (ms) nothing has come back by each; `undefined`: something does. */
  egress: readonly { name: string; silentFor: number | undefined }[];
  /** Why the store cannot be written, in words. */
  storeFailure: string | undefined;
}

/** How long something may last before it counts, in milliseconds. */
export interface Patience {
  platform: number;
  update: number;
  poll: number;
  send: number;
  trouble: number;
}

const minute = 60_000;

/** @param interval between two polls of an account, ms */
export function patienceFor(interval: number): Patience {
  return {
    platform: 5 * minute,
    update: 3 * minute,
    poll: 15 * minute,
    send: 5 * minute,
    trouble: Math.max(30 * minute, 3 * interval),
  };
}

/** What is wrong with the program, a sentence each; none when it is well. Nobody is named in them. */
export function problemsOf(vitals: Vitals, patience: Patience, now: number): string[] {
  const { platforms, stalledSince, dueSince, sendsDueSince, polledAt, trouble, egress, storeFailure } =
    vitals;
  const found: string[] = [];
  const tell = (since: number | undefined, limit: number, sentence: (minutes: string) => string) => {
    if (since !== undefined && now - since > limit) found.push(sentence(minutes(now - since)));
  };
  if (storeFailure !== undefined) found.push(`The store cannot be written: ${storeFailure}`);
  for (const { title, silentSince } of platforms)
    tell(silentSince, patience.platform, (time) => `${title} has not answered for ${time}.`);
  tell(
    stalledSince,
    patience.update,
    (time) => `No update has been finished for ${time}, though some have come.`,
  );
  tell(
    dueSince && Math.max(dueSince, polledAt ?? 0),
    patience.poll,
    (time) => `No poll for new fans has ended for ${time}, though some are due.`,
  );
  tell(sendsDueSince, patience.send, (time) => `No alert has been sent for ${time}, though some are due.`);
  tell(
    trouble?.since,
    patience.trouble,
    (time) => `No poll for new fans has succeeded for ${time}: ${trouble?.why}.`,
  );
  // With a single address the polls have said it already.
  if (egress.length > 1)
    for (const { name, silentFor } of egress)
      tell(
        silentFor === undefined ? undefined : now - silentFor,
        patience.trouble,
        (time) => `Bilibili has not been reached by way of ${name} for ${time}.`,
      );
  return found;
}

function minutes(ms: number): string {
  return `${Math.floor(ms / minute)} minutes`;
}
