import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { PollResult, SendDigest } from '../alerts/index.ts';
import type { CallReport } from '../api/index.ts';
import type { TelegramReport } from '../telegram/fetch.ts';
import { addGauges, type GaugeSource } from './gauges.ts';

/** Counters and histograms of the program. No label names a person, a chat or an account. */
export interface Metrics {
  /** A request to Bilibili ended. */
  bilibiliCalled(call: CallReport): void;
  /** A request to Telegram ended. */
  telegramCalled(call: TelegramReport): void;
  /** An update was handled. */
  updateHandled(): void;
  /** An update failed because of a bug. */
  updateFailed(): void;
  polled(result: PollResult): void;
  /** Wraps `send`: counts each result, and measures the delay from follow to alert. */
  countSends(send: SendDigest): SendDigest;
  /** Adds the gauges and the metrics of the Node process. */
  addGauges(source: () => GaugeSource): void;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
  /** The `Content-Type` of that text. */
  readonly contentType: string;
}

/** Bucket limits, seconds: from about a minute, the best case, to a week, the longest outage to survive. */
const delays = [30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400, 604_800];
const durations = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Coarse outcomes, since they are counted per egress address. */
function kindOf(outcome: CallReport['outcome']): 'ok' | 'risk' | 'refused' | 'unanswered' {
  if (outcome === 'ok' || outcome === 'risk') return outcome;
  return ['timeout', 'network', 'server', 'answer'].includes(outcome) ? 'unanswered' : 'refused';
}

/** @param now ms since 1970 */
export function createMetrics(now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });
  const polls = counter('guanxi_polls_total', 'Polls for new fans, by outcome.', 'outcome');
  const bilibili = counter(
    'guanxi_bilibili_requests_total',
    'Requests to Bilibili, by path and by outcome: ok, the reason of a refusal, or why there was no answer.',
    'endpoint',
    'outcome',
  );
  const byAddress = counter(
    'guanxi_address_requests_total',
    'Requests to Bilibili by the address they went by, by outcome: ok, risk, refused or unanswered.',
    'address',
    'outcome',
  );
  const bilibiliTime = histogram(
    'guanxi_bilibili_request_seconds',
    'From a request to the answer of Bilibili, without the wait for its turn.',
    durations,
  );
  const telegram = counter(
    'guanxi_telegram_requests_total',
    'Requests to Telegram, by method and outcome.',
    'method',
    'outcome',
  );
  const sends = counter('guanxi_sends_total', 'Alerts sent, by what became of the message.', 'result');
  const delay = histogram(
    'guanxi_fan_delay_seconds',
    'From the moment somebody became a fan to the message that tells of it.',
    delays,
  );
  const updates = counter('guanxi_updates_total', 'Updates that were handled.');
  const failures = counter(
    'guanxi_updates_failed_total',
    'Updates that failed by a defect of the program; the log has each under its reference.',
  );

  return {
    bilibiliCalled({ endpoint, egress, outcome, milliseconds }) {
      byAddress.inc({ address: egress, outcome: kindOf(outcome) });
      bilibili.inc({ endpoint, outcome });
      bilibiliTime.observe(milliseconds / 1000);
    },
    telegramCalled: ({ method, outcome }) => telegram.inc({ method, outcome }),
    updateHandled: () => updates.inc(),
    updateFailed: () => failures.inc(),
    polled(result) {
      if (result.kind !== 'off') polls.inc({ outcome: result.kind === 'failed' ? result.why : result.kind });
    },
    countSends(send) {
      return async (digest, signal) => {
        const sent = await send(digest, signal).catch((error: unknown) => {
          sends.inc({ result: 'later' });
          throw error;
        });
        sends.inc({ result: sent.kind });
        if (sent.kind === 'sent')
          for (const { at } of [...(digest.bigFans?.first ?? []), ...digest.fans.first])
            delay.observe(Math.max(0, now() / 1000 - at));
        return sent;
      };
    },
    addGauges(source) {
      collectDefaultMetrics({ register: registry });
      addGauges(registry, source);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
