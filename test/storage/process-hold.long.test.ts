import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  type Hold,
  type HoldOptions,
  openStore,
  type RecordChange,
  type StoreError,
  takeHold,
} from '../../src/storage/index.ts';
import { startChild } from '../support/child.ts';
import { hasPostgres, needsPostgres, password, useCluster } from '../support/postgres.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { storeKey } from './store-key.ts';

describe.skipIf(!hasPostgres)(needsPostgres('a hold on a Postgres store'), () => {
  const cluster = useCluster();
  let url = '';
  beforeEach(async () => {
    url = await cluster().createDatabase();
  });

  async function take(use: HoldOptions['use'] = 'shared'): Promise<Hold> {
    const hold = await takeHold(url, { use });
    onTestFinished(() => hold.release());
    return hold;
  }
  const startHolder = (most = 0) =>
    startChild(new URL('holder.ts', import.meta.url), [url, `${most}`], onTestFinished);

  test('one process leads; the next does as soon as it is killed', async () => {
    const leader = startHolder();
    await leader.printed(2);
    const standby = await take();
    const led = standby.lead();
    expect(await Promise.race([led, wait(500, 'waits')])).toBe('waits');
    leader.kill('SIGKILL');
    await led;
    await standby.confirm();
    standby.assertHeld();
  });

  test('waiting to lead can be given up', async () => {
    const leader = await take();
    await leader.lead();
    const standby = await take();
    const stop = new AbortController();
    const led = standby.lead(stop.signal);
    stop.abort(new Error('given up'));
    await expect(led).rejects.toThrow('given up');
  });

  test('a frozen leader loses its place to another, and finds out before it acts', {
    timeout: 30_000,
  }, async () => {
    const frozen = startHolder();
    await frozen.printed(2);
    frozen.kill('SIGSTOP');
    const standby = await take();
    await standby.lead();
    frozen.kill('SIGCONT');
    expect(await frozen.ended()).toBe(2);
    expect(frozen.lines.at(-1)).toMatch(
      /^lost: The store postgres:\/\/guanxi@127\.0\.0\.1.* is lost: .*\. guanxi ends; start it again\.$/u,
    );
  });

  test('a hold whose server goes away is lost, in words without the password', async () => {
    const hold = await take();
    await hold.lead();
    cluster().stop('immediate');
    onTestFinished(() => cluster().start());
    await once(hold.lost, 'abort');
    const error: StoreError = hold.lost.reason;
    expect(error.problem).toBe('lost');
    expect(error.message).not.toContain(password);
    await expect(hold.confirm()).rejects.toBe(error);
    await expect(hold.takeShards(1)).rejects.toBe(error);
    expect(() => hold.assertHeld()).toThrow(error);
  });

  test('watchers are counted while they live', async () => {
    const front = await take();
    expect(await front.countProcesses()).toEqual({ bots: 1, watchers: 0 });
    const watchers = [startHolder(), startHolder()];
    await Promise.all(watchers.map((watcher) => watcher.printed(1)));
    expect(await front.countProcesses()).toEqual({ bots: 1, watchers: 2 });
    watchers[0]?.kill('SIGKILL');
    await expect.poll(() => front.countProcesses()).toEqual({ bots: 1, watchers: 1 });
  });

  test('how many watch is told soon, and when it changes', async () => {
    const front = await take();
    const told: number[] = [];
    front.onWatchers((count) => told.push(count));
    await expect.poll(() => told).toEqual([0]);
    const watcher = startHolder();
    await expect.poll(() => told.at(-1)).toBe(1);
    watcher.kill('SIGKILL');
    await expect.poll(() => told.at(-1)).toBe(0);
  });

  test('any number may ask at once whether it is there, for the price of two questions', async () => {
    const hold = await take();
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    onTestFinished(() => asked.mockRestore());
    await Promise.all(Array.from({ length: 1000 }, () => hold.confirm()));
    const questions = () => asked.mock.calls.filter(([text]) => String(text) === 'select 1').length;
    expect(questions()).toBeLessThanOrEqual(2);
    const before = questions();
    for (let times = 0; times < 5; times += 1) await hold.confirm();
    expect(questions()).toBe(before + 5);
  });

  test('work of one name is done by one process at a time', async () => {
    const [first, second] = [await take(), await take()];
    const done: string[] = [];
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const working = first.exclusively('login 1', async () => {
      begun.resolve();
      await end;
      done.push('first');
    });
    await begun.promise;
    const waiting = second.exclusively('login 1', async () => done.push('second'));
    await second.exclusively('login 2', async () => done.push('other'));
    resolve();
    await Promise.all([working, waiting]);
    expect(done).toEqual(['other', 'first', 'second']);
  });

  test('a process that lost its hold writes nothing any more', async () => {
    const hold = await take();
    const store = await openStore({ url, keys: [storeKey], hold });
    onTestFinished(() => store.close());
    await store.access.update('admins', () => ({ admins: [1] }));
    await cluster().sql(
      'postgres',
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and (query like 'listen%' or query like '%pg_locks%')`,
    );
    await expect.poll(() => hold.lost.aborted).toBe(true);
    await expect(store.access.update('admins', () => ({ admins: [2] }))).rejects.toBe(hold.lost.reason);
    await expect(store.access.get('admins')).rejects.toMatchObject({ problem: 'lost' });
    const another = await openStore({ url, keys: [storeKey] });
    onTestFinished(() => another.close());
    expect(await another.access.get('admins')).toEqual({ admins: [1] });
  });

  test('what waits for the server when the hold is lost fails at once, and the store is closed at once', async () => {
    const proxy = await startTcpProxy(Number(new URL(url).port));
    url = proxy.urlThrough(url);
    const hold = await take();
    const store = await openStore({ url, keys: [storeKey], hold });
    await store.access.update('admins', () => ({ admins: [1] }));
    proxy.silence();
    // More than there are connections: some wait for one.
    const asked = Array.from({ length: 20 }, (_, number) =>
      number % 2 ? store.access.get('admins') : store.access.update(`${number}`, () => ({ admins: [2] })),
    );
    const failed = Promise.allSettled(asked);
    await once(hold.lost, 'abort');
    const lostAt = performance.now();
    for (const { status } of await failed) expect(status).toBe('rejected');
    await store.close();
    await hold.release();
    expect(performance.now() - lostAt).toBeLessThan(1500);
  });

  test('a server that takes its time keeps a hold, and questions do not queue up', async () => {
    const proxy = await startTcpProxy(Number(new URL(url).port));
    url = proxy.urlThrough(url);
    const hold = await take();
    proxy.delay(2100);
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    onTestFinished(() => asked.mockRestore());
    await wait(15_000);
    const before = performance.now();
    await hold.confirm();
    // The beat that is under way, and its own.
    expect(performance.now() - before).toBeLessThan(2 * 2100 + 1000);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(9);
    expect(hold.lost.aborted).toBe(false);
  });

  test('one that nobody answers any more is let go all the same', async () => {
    const proxy = await startTcpProxy(Number(new URL(url).port));
    url = proxy.urlThrough(url);
    const hold = await take();
    const store = await openStore({ url, keys: [storeKey], hold });
    await store.access.update('admins', () => ({ admins: [1] }));
    proxy.silence();
    await store.close();
    await hold.release();
    expect(hold.lost.aborted).toBe(false);
  });

  test('a shard is one process’s alone; what is given back, or its holder’s end, frees it', async () => {
    const [first, second] = [await take(), await take()];
    const half = Math.ceil(first.shards / 2);
    const mine = await first.takeShards(half);
    expect(mine).toHaveLength(half);
    const rest = await second.takeShards(first.shards);
    expect([...mine, ...rest].sort((a, b) => a - b)).toEqual(
      Array.from({ length: first.shards }, (_, n) => n),
    );
    await first.giveBackShards(mine.slice(0, 3));
    expect(await second.takeShards(first.shards)).toEqual(
      [...rest, ...mine.slice(0, 3)].sort((a, b) => a - b),
    );
    await first.release();
    expect(await second.takeShards(first.shards)).toHaveLength(first.shards);
  });

  test('nobody moves a store that is used, and nobody uses one that is moved', async () => {
    const used = await take();
    await expect(take('alone')).rejects.toMatchObject({
      problem: 'locked',
      message: expect.stringContaining('Stop it first'),
    });
    await used.release();
    await take('alone');
    await expect(take()).rejects.toMatchObject({
      problem: 'locked',
      message: expect.stringContaining('moved'),
    });
  });

  test('changes of other processes are heard of, one’s own are not', async () => {
    const hold = await take();
    const heard: RecordChange[] = [];
    hold.onChange((change) => heard.push(change));
    const store = await openStore({ url, keys: [storeKey] });
    onTestFinished(() => store.close());
    await store.access.update('own', () => ({ admins: [1] }));
    const writer = startChild(new URL('writer.ts', import.meta.url), [url, 'theirs', '3'], onTestFinished);
    expect(await writer.ended()).toBe(0);
    await expect.poll(() => heard).toHaveLength(3);
    expect(heard[2]).toEqual({ collection: 'chats', key: 'theirs2' });
    await store.access.remove('own');
    await hold.confirm();
    expect(heard).toHaveLength(3);
  });
});
