import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGuanxi } from '../support/guanxi.ts';
import { startNpm, startProgram } from '../support/program.ts';

/** The address that the program prints. */
async function addressOf(program: ReturnType<typeof startProgram>): Promise<string> {
  await program.printed('/healthz');
  return /http:\/\/[\d.]+:\d+(?=\/healthz)/u.exec(program.output())?.[0] ?? '';
}

/** A port that nobody listens on, for the moment. */
async function freePort(): Promise<{ port: number; take(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return {
    port,
    take() {
      server.listen(port, '127.0.0.1');
      onTestFinished(() => void server.close());
    },
  };
}

describe('health and metrics', () => {
  it('are answered at the port that is asked for, and name nobody', async () => {
    const { env, telegram, member } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, HTTP_PORT: '0' });
    const address = await addressOf(program);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:/u);
    const alice = await member('Alice', 100001);
    await alice.send('/me');
    await alice.see('UID 100001');
    await telegram.drained();

    const health = await fetch(`${address}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.text()).toMatch(/^\{"ok":true(?:,"role":"leader")?\}$/u);
    const read = async () => (await fetch(`${address}/metrics`)).text();
    // That a message was sent is written once Telegram has answered.
    await expect.poll(read).toContain('guanxi_alerts_pending 0');
    const metrics = await read();
    for (const line of [
      'guanxi_polls_total{outcome="good"} 1',
      'guanxi_watches 1',
      'guanxi_logins_resting 0',
      'guanxi_sends_total{result="sent"} 1',
      'guanxi_telegram_requests_total{method="getMe",outcome="ok"} 1',
      'guanxi_bilibili_requests_total{endpoint="x/relation/followers",outcome="ok"}',
    ])
      expect(metrics).toContain(line);
    expect(metrics).not.toMatch(/\b100001\b|Alice|playground/u);
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('a port that is taken ends the start with 2 and a sentence', async () => {
    const { env } = await startGuanxi({ withoutBot: true });
    const { port, take } = await freePort();
    take();
    const program = startProgram({ ...env, HTTP_PORT: String(port) });
    expect(await program.ended).toEqual({ code: 2, signal: null });
    expect(program.output()).toContain(`Cannot listen on port ${port} of 127.0.0.1: another program has it.`);
  });
});

it('a second process on the same store says so and ends with 2; the first goes on', {
  tags: 'sqlite',
}, async () => {
  const { env, telegram, person } = await startGuanxi({ withoutBot: true });
  startProgram(env);
  await telegram.polled();
  const second = startProgram(env);
  expect(await second.ended).toEqual({ code: 2, signal: null });
  expect(second.output()).toContain('Another guanxi is running on the store');
  const alice = person('Alice');
  await alice.send('/help');
  await alice.see('全部命令');
});

it('with a webhook Telegram brings the updates; without one again they are fetched, and none is lost', async () => {
  const { env, telegram, person } = await startGuanxi({ withoutBot: true });
  const { port } = await freePort();
  const webhook = {
    ...env,
    HTTP_PORT: String(port),
    WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
    WEBHOOK_SECRET: 'planted-secret',
    LOG_LEVEL: 'trace',
  };
  const alice = person('Alice');
  await alice.send('/help');
  const called = startProgram(webhook);
  await alice.see('全部命令');
  await alice.send('/settings');
  await alice.see('语言');
  expect(telegram.calls('getUpdates')).toHaveLength(0);
  expect(telegram.calls('setWebhook')[0]?.params).not.toHaveProperty('drop_pending_updates');
  expect(await called.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(called.output()).not.toContain('planted-secret');

  await alice.send('/help follow');
  const polling = startProgram(env);
  await alice.see('/follow');
  expect(telegram.calls('deleteWebhook')).toHaveLength(1);
  expect(await polling.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

describe('a stop', () => {
  it('takes no more than ten seconds while the site and Telegram hang', async () => {
    const { env, telegram, world, member, person } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, HTTP_PORT: '0' });
    await telegram.polled();
    const alice = await member('Alice', 100001);
    const bob = person('Bob');
    // A job whose change the site does not answer, and whose message Telegram does not change.
    await alice.send('/follow 100002 100003 100004');
    await alice.see('将关注 3 人');
    world.faults.set('batch/modify', { kind: 'hang' }, { times: 1 });
    telegram.faults.failNext('editMessageText', 'hang', { times: Number.POSITIVE_INFINITY });
    await alice.press('开始');
    await expect.poll(() => world.faults.list()).toEqual([]);
    await expect.poll(() => telegram.calls('editMessageText').length).toBeGreaterThan(0);
    telegram.faults.failNext('*', 'hang', { times: Number.POSITIVE_INFINITY });
    const before = telegram.calls('sendMessage').length;
    await bob.send('/help');
    await expect.poll(() => telegram.calls('sendMessage').length).toBeGreaterThan(before);
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('is one stop though Ctrl-C comes to npm, to its shell and to the program', async () => {
    const { env } = await startGuanxi({ withoutBot: true });
    const program = startNpm(env);
    await program.printed('guanxi runs as');
    process.kill(-(program.child.pid ?? 0), 'SIGINT');
    // How npm ends is its shell's doing; the program has ended in order when its last words are no complaint.
    await program.ended;
    expect(program.output().trimEnd().split('\n').at(-1)).toMatch(/^guanxi runs as/u);
    const next = startProgram(env);
    await next.printed('guanxi runs as');
  });

  it('ends at once at the second signal', async () => {
    const { env, telegram, person } = await startGuanxi({ withoutBot: true });
    const program = startProgram(env);
    await telegram.polled();
    telegram.faults.failNext('sendMessage', 'hang');
    await person('Bob').send('/help');
    await expect.poll(() => telegram.calls('sendMessage')).toHaveLength(1);
    program.child.kill('SIGTERM');
    await expect
      .poll(() => {
        program.child.kill('SIGTERM');
        return program.child.exitCode;
      })
      .toBe(2);
  });
});
