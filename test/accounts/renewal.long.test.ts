import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { openStore } from '../../src/storage/index.ts';
import { storeKey } from '../storage/store-key.ts';
import { startChild } from '../support/child.ts';
import { hasPostgres, needsPostgres, useCluster } from '../support/postgres.ts';

const chat = '7';
const first = 100_101;
const day = 24 * 60 * 60 * 1000;

describe.skipIf(!hasPostgres)(needsPostgres('two processes that use one login'), () => {
  const cluster = useCluster();
  let url = '';
  beforeEach(async () => {
    url = await cluster().createDatabase();
  });

  /** A site, a store that both processes have, and so many accounts whose cookies the site wants renewed today. */
  async function setUp(count: number) {
    const site = await startBilibili();
    onTestFinished(() => site.close());
    const { world } = site;
    const store = await openStore({ url, keys: [storeKey] });
    onTestFinished(() => store.close());
    const mids = Array.from({ length: count }, (_, index) => first + index);
    const madeAt = Date.now() - 2 * day;
    const sessions = mids.map((mid) => {
      world.addPerson({ mid, name: `member ${mid}` });
      const { cookies, refreshToken } = world.login(mid);
      world.askRenewal(mid);
      const credential = { kind: 'cookie' as const, cookies, refreshToken, madeAt };
      return { mid, name: '', face: '', madeAt, credential };
    });
    await store.chats.update(chat, () => ({ sessions }));
    const file = new URL('renewer.ts', import.meta.url);
    const processes = [1, 2].map(() => startChild(file, [url, site.root, String(first)], onTestFinished));
    await Promise.all(processes.map((process) => process.printed(1)));
    return { world, store, mids, processes };
  }

  it('renew it once, and both go on with the new one', { timeout: 60_000 }, async () => {
    const { world, store, mids, processes } = await setUp(10);
    for (const [round, mid] of mids.entries()) {
      world.requests.clear();
      for (const process of processes) process.kill('SIGUSR2');
      await Promise.all(processes.map((process) => process.printed(2 + round)));
      for (const { lines } of processes) expect(lines.at(-1)).toBe(`${mid} fulfilled fulfilled fulfilled`);
      expect(world.requests.count('cookie/refresh')).toBe(1);
      const kept = (await store.chats.get(chat))?.sessions.find((one) => one.mid === mid)?.credential;
      const living = world.site.sessions.of(mid);
      expect(living).toHaveLength(1);
      expect(kept).toMatchObject({
        cookies: { SESSDATA: living[0]?.sessdata },
        refreshToken: living[0]?.refreshToken,
      });
    }
  });

  it('find what the other has renewed when the site knows the old one no more', {
    timeout: 60_000,
  }, async () => {
    const { world, mids, processes } = await setUp(5);
    const [one, other] = processes;
    for (const [round, mid] of mids.entries()) {
      one?.kill('SIGUSR2');
      await one?.printed(2 + round);
      world.requests.clear();
      other?.kill('SIGUSR2');
      await other?.printed(2 + round);
      expect(other?.lines.at(-1)).toBe(`${mid} fulfilled fulfilled fulfilled`);
      expect(world.requests.count('cookie/refresh')).toBe(0);
    }
  });
});
