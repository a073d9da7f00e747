import { minute } from '../time-units.ts';
import type { PollTrouble } from './last-poll-outcome.ts';

/**
 * Input of the health check; times in ms of a monotonic clock, so that setting the system clock has no
 * effect.
 */
export interface HealthInputs {
  /** The chat platforms, and since when each has not answered; `undefined` when it is reachable. */
  platforms: readonly { title: string; silentSince: number | undefined }[];
  /** Since when no update has been finished although some are being handled; otherwise `undefined`. */
  stalledSince: number | undefined;
  /** Since when a poll for new fans has been overdue. */
  dueSince: number | undefined;
  /** Since when a message to a chat has been overdue. */
  sendsDueSince: number | undefined;
  /** When a poll last ended, with any result. */
  polledAt: number | undefined;
  /** Why polls have failed since then; `undefined` when the last one succeeded. */
  trouble: PollTrouble | undefined;
  /**
   * The egress addresses, and for how long (ms) no answer has come through each; `undefined` when answers
   * come.
   */
  egress: readonly { name: string; silentFor: number | undefined }[];
  /** Why writing to the store fails, in words. */
  storeFailure: string | undefined;
}

/**
 * How long each condition may last before it counts as a problem, ms.
 * @param interval between two polls of an account, ms
 */
export function healthLimitsFor(interval: number) {
  return {
    platform: 5 * minute,
    update: 3 * minute,
    poll: 15 * minute,
    send: 5 * minute,
    trouble: Math.max(30 * minute, 3 * interval),
  };
}

/**
 * What is wrong with the program, one sentence each; empty when it is healthy. No person or chat is named.
 */
export function healthProblems(
  inputs: HealthInputs,
  limits: ReturnType<typeof healthLimitsFor>,
  now: number,
): string[] {
  const { platforms, stalledSince, dueSince, sendsDueSince, polledAt, trouble, egress, storeFailure } =
    inputs;
  const found: string[] = [];
  const tell = (since: number | undefined, limit: number, sentence: (minutes: string) => string) => {
    if (since !== undefined && now - since > limit) found.push(sentence(minutes(now - since)));
  };
  if (storeFailure !== undefined) found.push(`The store cannot be written: ${storeFailure}`);
  for (const { title, silentSince } of platforms)
    tell(silentSince, limits.platform, (time) => `${title} has not answered for ${time}.`);
  tell(
    stalledSince,
    limits.update,
    (time) => `No update has been finished for ${time}, though some have come.`,
  );
  tell(
    dueSince && Math.max(dueSince, polledAt ?? 0),
    limits.poll,
    (time) => `No poll for new fans has ended for ${time}, though some are due.`,
  );
  tell(sendsDueSince, limits.send, (time) => `No alert has been sent for ${time}, though some are due.`);
  tell(
    trouble?.since,
    limits.trouble,
    (time) => `No poll for new fans has succeeded for ${time}: ${trouble?.why}.`,
  );
  // With a single address, failing polls have reported it already.
  if (egress.length > 1)
    for (const { name, silentFor } of egress)
      tell(
        silentFor === undefined ? undefined : now - silentFor,
        limits.trouble,
        (time) => `Bilibili has not been reached by way of ${name} for ${time}.`,
      );
  return found;
}

function minutes(ms: number): string {
  return `${Math.floor(ms / minute)} minutes`;
}
