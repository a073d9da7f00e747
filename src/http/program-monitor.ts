import { idleAlerts } from '../alerts/index.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createApp } from './app.ts';
import type { Gauged } from './gauges.ts';
import { patienceFor, problemsOf } from './health-problems.ts';
import { type Listening, listen } from './listen.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createLiveness } from './poll-health.ts';
import type { ProcessRole } from './process-role-type.ts';
import type { IncomingWebhook } from './webhook.ts';

/** Watches the program itself: told of what happens, it answers how the program is. */
export interface Monitor
  extends Pick<Metrics, 'called' | 'asked' | 'updated' | 'failed' | 'polled' | 'counted'> {
  /**
   * Answers `/healthz`, `/metrics` and the webhook, if there is a port to do so.
   * @throws CannotListen
   */
  listen(at: Pick<Config, 'httpHost' | 'httpPort'>, program: Program): Promise<Listening | undefined>;
  /** From now on it answers about this program: the process has become more than it was. */
  answerAbout(program: Program): void;
}

/** What of the program is read when it is asked for, and what its updates go to. */
export interface Program extends Gauged {
  platforms: readonly (Gauged['platforms'][number] & {
    readonly title: string;
    /** Since when (ms) it has not answered; `undefined`: it is reached. */
    readonly silentSince: number | undefined;
    readonly queue: {
      /** Since when (ms) no update has been finished although some are being handled. */
      readonly stalledSince: number | undefined;
    };
  })[];
  /** Writes to the store; rejects with the reason in words when that cannot be done. */
  probe(): Promise<void>;
  /** What platforms that call are answered by. */
  webhooks: readonly IncomingWebhook[];
}

/** A process that waits to lead: it does nothing yet. */
export function standingBy(role: ProcessRole | undefined, probe: Program['probe']): Program {
  return {
    role,
    probe,
    alerts: () => idleAlerts,
    egress: () => [],
    platforms: [],
    webhooks: [],
  };
}

/** The store is written to no more often than this for whoever asks, ms. */
const probedEvery = 5000;

/** @param interval between two polls of an account, ms */
export function createMonitor({ clock, interval }: { clock: Clock; interval: number }): Monitor {
  const { monotonic } = clock;
  const metrics = createMetrics(clock.now);
  const liveness = createLiveness(monotonic);
  const patience = patienceFor(interval);
  let probed: { at: number; failure: Promise<string | undefined> } | undefined;

  function storeFailure(probe: Program['probe']): Promise<string | undefined> {
    if (probed !== undefined && monotonic() - probed.at < probedEvery) return probed.failure;
    const failure = probe().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    probed = { at: monotonic(), failure };
    return failure;
  }

  async function problems({ alerts, egress, platforms, probe }: Program): Promise<string[]> {
    const vitals = {
      ...liveness.times,
      platforms,
      stalledSince: earliest(platforms.map(({ queue }) => queue.stalledSince)),
      dueSince: alerts().dueSince,
      sendsDueSince: alerts().sendsDueSince,
      egress: egress().map(({ name, trouble }) => ({ name, silentFor: trouble?.lasted })),
      storeFailure: await storeFailure(probe),
    };
    return problemsOf(vitals, patience, monotonic());
  }

  const present = (program: Program) => ({
    program,
    app: createApp({
      role: program.role,
      problems: () => problems(program),
      metrics,
      webhooks: program.webhooks,
    }),
  });
  let current = present(standingBy(undefined, async () => undefined));
  function answerAbout(program: Program): void {
    current = present(program);
  }

  return {
    ...metrics,
    polled(result) {
      metrics.polled(result);
      liveness.polled(result);
    },
    async listen({ httpHost, httpPort }, program) {
      if (httpPort === undefined) return undefined;
      answerAbout(program);
      metrics.add(() => current.program);
      return listen({ fetch: (...request) => current.app.fetch(...request) }, httpHost, httpPort);
    },
    answerAbout,
  };
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
