import { idleAlerts } from '../alerts/index.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createApp } from './app.ts';
import type { GaugeSource, ProcessRole } from './gauges.ts';
import { healthLimitsFor, healthProblems } from './health-problems.ts';
import { createPollHealth } from './last-poll-outcome.ts';
import { type Listening, listen } from './listen.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { IncomingWebhook } from './webhook.ts';

/** Collects health and metrics of the program and serves them over HTTP. */
export interface Monitor
  extends Pick<
    Metrics,
    'bilibiliCalled' | 'telegramCalled' | 'updateHandled' | 'updateFailed' | 'polled' | 'countSends'
  > {
  /**
   * Serves `/healthz`, `/metrics` and the webhooks, if a port is configured.
   * @throws CannotListen
   */
  listen(at: Pick<Config, 'httpHost' | 'httpPort'>, program: Program): Promise<Listening | undefined>;
  /** Sets the program to report on, when the role of the process changes. */
  setProgram(program: Program): void;
}

/** What health, metrics and webhooks need of the running program. */
export interface Program extends GaugeSource {
  platforms: readonly (GaugeSource['platforms'][number] & {
    readonly title: string;
    /** Since when (ms) it has not answered; `undefined` when it is reachable. */
    readonly silentSince: number | undefined;
    readonly queue: {
      /** Since when (ms) no update has been finished although some are being handled. */
      readonly stalledSince: number | undefined;
    };
  })[];
  /** Test write to the store; rejects with the reason in words when it fails. */
  probe(): Promise<void>;
  /** The webhooks of the chat platforms. */
  webhooks: readonly IncomingWebhook[];
}

/** A program that does nothing, for a process that waits to become the leader. */
export function idleProgram(role: ProcessRole | undefined, probe: Program['probe']): Program {
  return {
    role,
    probe,
    alerts: () => idleAlerts,
    egress: () => [],
    platforms: [],
    webhooks: [],
  };
}

/** Test writes to the store happen at most this often, however often health is requested; ms. */
const probedEvery = 5000;

/** @param interval between two polls of an account, ms */
export function createMonitor({ clock, interval }: { clock: Clock; interval: number }): Monitor {
  const { monotonic } = clock;
  const metrics = createMetrics(clock.now);
  const pollHealth = createPollHealth(monotonic);
  const limits = healthLimitsFor(interval);
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
    const inputs = {
      ...pollHealth.times,
      platforms,
      stalledSince: earliest(platforms.map(({ queue }) => queue.stalledSince)),
      dueSince: alerts().dueSince,
      sendsDueSince: alerts().sendsDueSince,
      egress: egress().map(({ name, trouble }) => ({ name, silentFor: trouble?.lasted })),
      storeFailure: await storeFailure(probe),
    };
    return healthProblems(inputs, limits, monotonic());
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
  let current = present(idleProgram(undefined, async () => undefined));
  function setProgram(program: Program): void {
    current = present(program);
  }

  return {
    ...metrics,
    polled(result) {
      metrics.polled(result);
      pollHealth.polled(result);
    },
    async listen({ httpHost, httpPort }, program) {
      if (httpPort === undefined) return undefined;
      setProgram(program);
      metrics.addGauges(() => current.program);
      return listen({ fetch: (...request) => current.app.fetch(...request) }, httpHost, httpPort);
    },
    setProgram,
  };
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
