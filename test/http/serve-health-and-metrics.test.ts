import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Digest, idleAlerts, type SendResult } from '../../src/alerts/index.ts';
import type { EgressState } from '../../src/api/index.ts';
import { createMonitor, type Program } from '../../src/http/serve-health-and-metrics.ts';
import { createTestClock } from '../support/clock.ts';

const minute = 60_000;

const platformWith = ({ size, away = false }: { size: number; away?: boolean }) => ({
  title: 'Telegram',
  away,
  silentSince: undefined as number | undefined,
  queue: { size, stalledSince: undefined },
});

/** A monitor that answers over HTTP about a program in which all is well but for what is given. */
async function useMonitor(program: Partial<Program> = {}) {
  const clock = createTestClock();
  const monitor = createMonitor({ clock, interval: 5 * minute });
  const http = await monitor.listen(
    { httpHost: '127.0.0.1', httpPort: 0 },
    {
      alerts: () => idleAlerts,
      egress: () => [],
      platforms: [],
      probe: async () => undefined,
      webhooks: [],
      ...program,
    },
  );
  if (http === undefined) throw new Error('It does not listen');
  onTestFinished(() => http.close());
  return {
    clock,
    monitor,
    health: () => fetch(`${http.address}/healthz`),
    metrics: async () => (await fetch(`${http.address}/metrics`)).text(),
  };
}

const fan = { name: 'planted-name', sign: '', face: '', followed: false };
const none = { first: [], more: [], beyond: 0 };

/** A digest that tells of fans who came so many seconds before `now` (ms). */
function digestOf(now: number, ...agos: number[]): Digest {
  const first = agos.map((ago, index) => ({ ...fan, mid: 777_000 + index, at: now / 1000 - ago }));
  const fans = { ...none, first };
  return {
    fans,
    mutuals: none,
    lost: none,
    milestones: [],
    notices: [],
    mid: 888,
    chat: 999,
    to: { chat: 999 },
    total: 3,
  };
}

describe('health', () => {
  it('is 200 when well, and 503 with the reasons when not', async () => {
    const telegram = platformWith({ size: 0 });
    const { clock, monitor, health } = await useMonitor({ platforms: [telegram] });
    telegram.silentSince = clock.monotonic();
    expect((await health()).status).toBe(200);
    await clock.advance(6 * minute);
    const sick = await health();
    expect([sick.status, await sick.json()]).toEqual([
      503,
      { ok: false, problems: ['Telegram has not answered for 6 minutes.'] },
    ]);
    telegram.silentSince = clock.monotonic();
    monitor.polled({ kind: 'failed', why: 'unreachable' });
    expect((await health()).status).toBe(200);
  });

  it('writes to the store no more than once in five seconds, however often it is asked', async () => {
    let probes = 0;
    const probe = async () => {
      probes += 1;
      throw new Error('the disk is full');
    };
    const { clock, health } = await useMonitor({ probe });
    for (let times = 0; times < 5; times += 1) {
      expect(await (await health()).json()).toEqual({
        ok: false,
        problems: ['The store cannot be written: the disk is full'],
      });
    }
    expect(probes).toBe(1);
    await clock.advance(5000);
    await health();
    expect(probes).toBe(2);
  });
});

describe('metrics', () => {
  const well: EgressState = {
    name: '203.0.113.7',
    resting: 1,
    restUntil: undefined,
    budgetLeft: 0.5,
    trouble: undefined,
  };
  const ill: Partial<EgressState> = {
    resting: 3,
    restUntil: 1,
    budgetLeft: undefined,
    trouble: { why: 'proxyAway', since: 1, lasted: 1 },
  };
  const asked = { endpoint: 'x/relation/stat', egress: '203.0.113.7', milliseconds: 80 };

  it('count what happens, and name nobody', async () => {
    const { clock, monitor, metrics } = await useMonitor({
      alerts: () => ({ ...idleAlerts, watches: 3, waiting: 2, sending: 1 }),
      egress: () => [well, { ...well, name: 'socks5://proxy:1080', ...ill }],
      platforms: [platformWith({ size: 2 }), platformWith({ size: 3, away: true })],
    });
    monitor.bilibiliCalled({ ...asked, mid: 777_000, outcome: 'risk' });
    monitor.bilibiliCalled({ ...asked, outcome: 'network' });
    monitor.bilibiliCalled({ ...asked, outcome: 'login' });
    monitor.telegramCalled({ method: 'sendPhoto', outcome: 'tooMany' });
    monitor.polled({ kind: 'failed', why: 'login' });
    monitor.polled({ kind: 'resting', until: 1 });
    monitor.polled({ kind: 'off' });
    monitor.updateHandled();
    monitor.updateFailed();
    const answers: (SendResult | Error)[] = [{ kind: 'sent' }, { kind: 'blocked' }, new Error('no network')];
    const send = monitor.countSends(async () => {
      const answer = answers.shift() ?? { kind: 'later' };
      if (answer instanceof Error) throw answer;
      return answer;
    });
    const digest = digestOf(clock.now(), 45, 3000);
    const { signal } = new AbortController();
    expect(await send(digest, signal)).toEqual({ kind: 'sent' });
    expect(await send(digest, signal)).toEqual({ kind: 'blocked' });
    await expect(send(digest, signal)).rejects.toThrow('no network');

    const text = await metrics();
    for (const line of [
      'guanxi_bilibili_requests_total{endpoint="x/relation/stat",outcome="risk"} 1',
      'guanxi_bilibili_request_seconds_bucket{le="0.1"} 3',
      'guanxi_telegram_requests_total{method="sendPhoto",outcome="tooMany"} 1',
      'guanxi_polls_total{outcome="login"} 1',
      'guanxi_polls_total{outcome="resting"} 1',
      'guanxi_updates_total 1',
      'guanxi_updates_failed_total 1',
      'guanxi_sends_total{result="sent"} 1',
      'guanxi_sends_total{result="blocked"} 1',
      'guanxi_sends_total{result="later"} 1',
      'guanxi_fan_delay_seconds_bucket{le="60"} 1',
      'guanxi_fan_delay_seconds_count 2',
      'guanxi_fan_delay_seconds_sum 3045',
      'guanxi_watches 3',
      'guanxi_alerts_pending 2',
      'guanxi_alerts_sending 1',
      'guanxi_logins_resting 4',
      'guanxi_address_resting{address="203.0.113.7"} 0',
      'guanxi_address_resting{address="socks5://proxy:1080"} 1',
      'guanxi_address_unanswered{address="203.0.113.7"} 0',
      'guanxi_address_unanswered{address="socks5://proxy:1080"} 1',
      'guanxi_address_budget_ratio{address="203.0.113.7"} 0.5',
      'guanxi_address_requests_total{address="203.0.113.7",outcome="risk"} 1',
      'guanxi_address_requests_total{address="203.0.113.7",outcome="unanswered"} 1',
      'guanxi_address_requests_total{address="203.0.113.7",outcome="refused"} 1',
      'guanxi_updates_handling 5',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/off|planted|777000|\b888\b|\b999\b/u);
  });

  /** The series of a metric's text, as expressions name them. */
  const seriesIn = (text: string) =>
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gmu)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    );
  const document = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  const namedIn = (expressions: readonly string[]) =>
    expressions.flatMap((expression) => expression.match(/\b(?:guanxi|process|nodejs)_\w+/gu) ?? []);

  it('the dashboard shows nothing that is not there, and it and the manual everything that is', async () => {
    const { metrics } = await useMonitor();
    const known = seriesIn(await metrics());
    const dashboard: unknown = JSON.parse(document('grafana.json'));
    const expressions = [...JSON.stringify(dashboard).matchAll(/"expr":"((?:[^"\\]|\\.)*)"/gu)].map(
      ([, expression = '']) => expression,
    );
    const shown = namedIn(expressions);
    expect(expressions.length).toBeGreaterThan(8);
    expect(known).toEqual(expect.arrayContaining(shown));
    const own = new Set(known.filter((name) => name.startsWith('guanxi_') && !/_(?:sum|count)$/u.test(name)));
    expect([...own].filter((name) => !shown.includes(name))).toEqual([]);
    const explained = document('operating.md');
    expect([...own].filter((name) => !explained.includes(name.replace(/_bucket$/u, '')))).toEqual([]);
  });

  it('the alert rules name nothing that is not there, and each says what to do', async () => {
    const { metrics } = await useMonitor();
    const [, ...rules] = document('prometheus-rules.yaml').split(/^ {6}- alert: /mu);
    const fieldOf = (rule: string, name: string) =>
      new RegExp(`^ +${name}: (.+)$`, 'mu').exec(rule)?.[1] ?? '';
    const named = namedIn(rules.map((rule) => fieldOf(rule, 'expr')));
    expect(rules.length).toBeGreaterThanOrEqual(10);
    expect(named.length).toBeGreaterThanOrEqual(rules.length);
    expect(seriesIn(await metrics())).toEqual(expect.arrayContaining(named));
    for (const rule of rules) {
      expect(rule).toMatch(/^Guanxi[A-Z]\w+\n/u);
      expect(['page', 'ticket']).toContain(fieldOf(rule, 'severity'));
      for (const name of ['summary', 'action']) expect(fieldOf(rule, name), rule).toMatch(/^[A-Zg/].*\.$/u);
    }
  });
});

it('without a port nothing listens', async () => {
  const monitor = createMonitor({ clock: createTestClock(), interval: minute });
  expect(
    await monitor.listen(
      { httpHost: '127.0.0.1' },
      {
        alerts: () => idleAlerts,
        egress: () => [],
        platforms: [],
        probe: async () => undefined,
        webhooks: [],
      },
    ),
  ).toBeUndefined();
});
