import type { Clock } from '../clock.ts';
import { blockedAddress } from './codes.ts';
import { type Cooldown, createCooldown } from './cooldown.ts';
import { BilibiliRefused } from './errors.ts';
import { createRequestQueue, type Kind, type RequestQueue } from './request-queue.ts';
import { createTokenBucket } from './token-bucket.ts';

const day = 24 * 60 * 60 * 1000;

/** A request that wants its turn. */
export interface Turn {
  /** Which lane: a session's mid, or a passing guest's. */
  lane: string;
  kind: Kind;
  /** The path, for the error when the lane rests. */
  endpoint: string;
  signal?: AbortSignal | undefined;
}

/** Who may ask the site when. */
export interface Pace {
  /**
   * Does `work` when its turn comes, handing it the time (ms). While the lane or the address rests, throws
   * `BilibiliRefused` with reason `risk` at once.
   */
  run<T>(turn: Turn, work: (startedAt: number) => Promise<T>): Promise<T>;
  /**
   * The site showed risk control to a request that started at `startedAt`: -412 rests everyone, other codes the lane.
   * Gives the end of the rest, in ms.
   */
  risk(lane: string, code: number, startedAt: number): number;
  /** The site did what a request asked for that started at `startedAt`. */
  success(lane: string, startedAt: number): void;
  /** What is left alone just now. */
  resting(): Resting;
}

/** What risk control has made the program leave alone. */
export interface Resting {
  /** How many lanes rest by themselves. */
  lanes: number;
  /** Whether nobody at all may ask. */
  everyone: boolean;
}

/**
 * One request at a time in a lane, spaced; one budget for the address all lanes share; rests after risk control. Each
 * lane has one request at most waiting for the budget, so a long queue in one holds up no other.
 */
export function createPace(options: {
  clock: Clock;
  spacing: Record<Kind, number>;
  egress?: { requests: number; per: number } | undefined;
}): Pace {
  const { clock, spacing } = options;
  const bucket = options.egress && createTokenBucket(clock, options.egress);
  const everyone = createCooldown();
  const lanes = new Map<string, { lane: RequestQueue; rest: Cooldown }>();

  const laneOf = (name: string) => {
    let found = lanes.get(name);
    if (found === undefined) {
      forget();
      found = { lane: createRequestQueue(clock, spacing), rest: createCooldown() };
      lanes.set(name, found);
    }
    return found;
  };

  /** Drops lanes that would behave like new ones; a rest is remembered for a day after it ended. */
  const forget = () => {
    for (const [name, { lane, rest }] of lanes) {
      if (lane.idle && !rest.at(clock.now() - day)) lanes.delete(name);
    }
  };

  const restOf = (name: string) => everyone.at(clock.now()) ?? lanes.get(name)?.rest.at(clock.now());

  const refusal = (endpoint: string, rest: { until: number; code: number }) =>
    new BilibiliRefused({ reason: 'risk', code: rest.code, endpoint, restUntil: rest.until });

  const refuseWhileResting = (turn: Turn) => {
    const rest = restOf(turn.lane);
    if (rest !== undefined) throw refusal(turn.endpoint, rest);
  };

  return {
    async run(turn, work) {
      turn.signal?.throwIfAborted();
      refuseWhileResting(turn);
      const { lane } = laneOf(turn.lane);
      await lane.take(turn.kind, turn.endpoint, turn.signal);
      let asked = false;
      try {
        refuseWhileResting(turn);
        await bucket?.take(turn.signal);
        refuseWhileResting(turn);
        asked = true;
        return await work(clock.now());
      } finally {
        lane.give(turn.kind, asked);
      }
    },
    risk(name, code, startedAt) {
      const all = code === blockedAddress;
      const rest = all ? everyone : laneOf(name).rest;
      const until = rest.begin(code, startedAt, clock.now());
      for (const { lane } of all ? lanes.values() : [laneOf(name)]) {
        lane.refuse((endpoint) => refusal(endpoint, { until, code }));
      }
      return until;
    },
    success(name, startedAt) {
      everyone.end(startedAt);
      laneOf(name).rest.end(startedAt);
    },
    resting() {
      const now = clock.now();
      const resting = [...lanes.values()].filter(({ rest }) => rest.at(now) !== undefined);
      return { lanes: resting.length, everyone: everyone.at(now) !== undefined };
    },
  };
}
