import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Bilibili,
  type BilibiliOptions,
  BilibiliUnreachable,
  type CallReport,
  createBilibili,
  describeEgressTrouble,
  type SavedCooldown,
} from '../../src/api/index.ts';
import type { EgressAddress } from '../../src/config.ts';
import { readConfig } from '../../src/config.ts';
import { createTestClock } from '../support/clock.ts';
import { fixture } from '../support/fixture.ts';
import { startHttpProxy, type TestProxy } from '../support/http-proxy.ts';
import type { ScriptedSite } from '../support/scripted-site.ts';
import { startSocksProxy } from '../support/socks-proxy.ts';
import { accessKeyLogin, cookieLogin, hastyClock, rejection, startHarness } from './harness.ts';

const stat = 'x/relation/stat';
const ok = {
  json: { code: 0, message: '0', data: { mid: 1, follower: 2, following: 3, whisper: 0, black: 0 } },
};
const blocked = { text: '<html>错误号: 412', status: 412 };
const login = { user: 'planted/user', password: 'planted:p@ss,word' };

/** What settings make of entries. */
function addressesOf(...entries: string[]): readonly EgressAddress[] {
  const result = readConfig({ BOT_TOKEN: `123456789:${'A'.repeat(35)}`, EGRESS: entries.join(',') });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.config.egress ?? [];
}

/** A client that has these egress addresses to a scripted site. */
async function startWith(entries: readonly string[], options: Partial<BilibiliOptions> = {}) {
  const harness = await startHarness({ egress: addressesOf(...entries), ...options });
  harness.site.on(stat, ok);
  const session = (mid: number) => harness.session(accessKeyLogin, mid);
  return { ...harness, session, look: (mid: number) => session(mid).people.stat({ vmid: 1 }) };
}

async function closing<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  onTestFinished(() => started.close());
  return started;
}

/** An account for each egress address, in the order of the settings. */
function accountsOf(bilibili: Bilibili, count = 1): number[][] {
  return bilibili.egress().map(({ name }) => {
    const found: number[] = [];
    for (let mid = 1; found.length < count; mid += 1) if (bilibili.egressOf(mid) === name) found.push(mid);
    return found;
  });
}

/** The addresses that the site saw, each once. */
const seenFrom = (site: ScriptedSite) => [...new Set(site.requests.map(({ from }) => from))].sort();

const locals = ['127.0.0.11', '127.0.0.12', '127.0.0.13'];

describe('several addresses of this machine', () => {
  it('are seen by the site, each account by one alone', async () => {
    const { site, bilibili, look } = await startWith(locals);
    for (let mid = 1; mid <= 30; mid += 1) {
      for (const _ of [1, 2]) await look(mid);
      const [first, second] = site.seen(stat).slice(-2);
      expect([first?.from, second?.from]).toEqual([bilibili.egressOf(mid), bilibili.egressOf(mid)]);
    }
    expect(seenFrom(site)).toEqual(locals);
  });

  it('without any, the site sees the one that the system chooses', async () => {
    const site = await startHarness();
    site.site.on(stat, ok);
    await site.session(accessKeyLogin, 1).people.stat({ vmid: 1 });
    expect(seenFrom(site.site)).toEqual(['127.0.0.1']);
    expect(site.bilibili.egress()).toMatchObject([{ name: 'default' }]);
  });

  it('have budgets of their own', async () => {
    const clock = createTestClock();
    const budget = { requests: 1, per: 60_000 };
    const { site, bilibili, look } = await startWith(locals.slice(0, 2), { clock, budget });
    const [[a = 0, b = 0] = [], [c = 0] = []] = accountsOf(bilibili, 2);
    const waiting = [look(a), look(b), look(c)];
    await site.arrived(stat, 2);
    expect(seenFrom(site)).toEqual(locals.slice(0, 2));
    expect(bilibili.egress().map(({ budgetLeft }) => budgetLeft)).toEqual([0, 0]);
    await clock.advance(60_000);
    await Promise.all(waiting);
    expect(site.seen(stat)).toHaveLength(3);
  });

  it('have a share of their budgets that polls cannot take', async () => {
    const clock = createTestClock();
    const budget = { requests: 5, per: 60_000 };
    const { site, bilibili, session } = await startWith(locals.slice(0, 1), { clock, budget });
    const polls = [1, 2, 3, 4, 5].map((mid) => session(mid).people.stat({ vmid: 1 }, { share: 'polls' }));
    await site.arrived(stat, 4);
    expect(bilibili.egress()[0]?.budgetLeft).toBeCloseTo(0);
    await session(6).people.stat({ vmid: 1 });
    expect(site.seen(stat)).toHaveLength(5);
    await clock.advance(60_000);
    await Promise.all(polls);
  });

  it('rest by themselves: the site blocks one, and the others go on', async () => {
    const clock = createTestClock();
    const { site, bilibili, look } = await startWith(locals.slice(0, 2), { clock });
    const [[a = 0, b = 0] = [], [c = 0] = []] = accountsOf(bilibili, 2);
    site.on(stat, blocked, ok);
    const restUntil = clock.now() + 5 * 60_000;
    await expect(look(a)).rejects.toMatchObject({ reason: 'risk', code: -412, restUntil });
    await expect(look(b)).rejects.toMatchObject({ reason: 'risk', restUntil });
    await look(c);
    expect(bilibili.egress()).toMatchObject([{ restUntil }, { restUntil: undefined }]);
    await clock.advance(5 * 60_000);
    await look(b);
  });

  it('rest over a restart, by ids that hold no user', async () => {
    const clock = createTestClock();
    const saved = new Map<string, SavedCooldown>();
    const save = (key: string, cooldown: SavedCooldown | undefined) =>
      void (cooldown ? saved.set(key, cooldown) : saved.delete(key));
    const options = { clock, cooldowns: { saved, save } };
    const first = await startWith(locals.slice(0, 2), options);
    const [[a = 0] = []] = accountsOf(first.bilibili);
    first.site.on(stat, blocked);
    await rejection(first.look(a));
    expect([...saved.keys()]).toEqual([expect.stringMatching(/^address:[0-9a-f]{16}$/u)]);
    // In another order, and with one more.
    const second = await startWith(['127.0.0.14', ...locals.slice(0, 2).reverse()], options);
    expect(second.bilibili.egress().map(({ restUntil }) => restUntil !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('keep what is asked for an account together: keys, device cookies, who is logged in, and pictures', async () => {
    const { site, bilibili } = await startWith(locals);
    site.on('x/web-interface/nav', { json: fixture('people.nav') });
    site.on('x/frontend/finger/spi', { json: fixture('people.fingerprint') });
    site.on('x/web-interface/search/type', { json: fixture('people.search') });
    site.on('bfs/face/a.jpg', { text: 'picture' });
    for (let mid = 1; mid <= 8; mid += 1) {
      site.requests.length = 0;
      const { DedeUserID: _, buvid3: __, ...cookies } = cookieLogin().cookies;
      await bilibili.identify(cookieLogin({ cookies: { ...cookies, DedeUserID: String(mid) } }));
      const pasted = bilibili.session({ mid, credential: cookieLogin() });
      await pasted.people.search({ keyword: 'a' }).catch(() => undefined);
      await bilibili.readPicture('https://i0.hdslb.com/bfs/face/a.jpg', { mid });
      expect(site.seen('bfs/face/a.jpg')).toHaveLength(1);
      expect(seenFrom(site)).toEqual([bilibili.egressOf(mid)]);
    }
  });

  it('have logins that have no mid yet go by their chat', async () => {
    const { site, bilibili } = await startWith(locals);
    site.on('x/passport-login/web/qrcode/generate', { json: fixture('login.qrGenerate') });
    site.on('x/passport-login/web/qrcode/poll', { json: fixture('login.qrPoll') });
    site.on('x/web-interface/nav', { json: fixture('people.nav') });
    site.on('x/relation/followings', { json: { code: 0, message: '0', data: { list: [], total: 0 } } });
    const ways = new Set<string>();
    for (let chat = 1; chat <= 12; chat += 1) {
      site.requests.length = 0;
      await bilibili.qr.start({ chat });
      await bilibili.qr.poll('key', { chat }).catch(() => undefined);
      await bilibili.identify(accessKeyLogin, { chat });
      await bilibili.readPicture('https://i0.hdslb.com/bfs/face/a.jpg', { chat });
      expect(site.requests.length).toBeGreaterThanOrEqual(5);
      expect(seenFrom(site)).toHaveLength(1);
      ways.add(seenFrom(site)[0] ?? '');
    }
    expect([...ways].sort()).toEqual(locals);
  });

  it('are named in what is reported of a call', async () => {
    const calls: CallReport[] = [];
    const { look } = await startWith(locals.slice(0, 1), { onCall: (call) => calls.push(call) });
    await look(1);
    expect(calls).toMatchObject([{ egress: '127.0.0.11', endpoint: stat, mid: 1, outcome: 'ok' }]);
  });

  it('that the machine has no more are told of as such', async () => {
    const troubles: unknown[] = [];
    const { look, bilibili } = await startWith(['203.0.113.77'], {
      retries: 0,
      onTrouble: (...told) => troubles.push(told),
    });
    expect(await rejection(look(1))).toMatchObject({ why: 'network' });
    expect(bilibili.egress()).toMatchObject([{ trouble: { why: 'addressGone' } }]);
    expect(troubles).toEqual([['203.0.113.77', 'addressGone']]);
  });
});

describe.each([
  ['an HTTP proxy', startHttpProxy],
  ['a SOCKS5 proxy', startSocksProxy],
] as const)('%s', (_, startProxy) => {
  const start = async (proxy: TestProxy, options?: Partial<BilibiliOptions>) =>
    startWith([proxy.url], options);
  const startFresh = async (wanted?: typeof login) => closing(startProxy(wanted));

  it('brings requests to the site, with a login or without', async () => {
    for (const wanted of [undefined, login]) {
      const proxy = await startFresh(wanted);
      const { site, look, bilibili } = await start(proxy);
      await look(1);
      expect(proxy.targets).toEqual([new URL(site.root).host]);
      expect(site.seen(stat)).toHaveLength(1);
      expect(site.seen(stat)[0]?.headers).not.toHaveProperty('proxy-authorization');
      expect(bilibili.egress()).toMatchObject([{ trouble: undefined }]);
    }
  });

  it('brings pictures too', async () => {
    const proxy = await startFresh(login);
    const { site, bilibili } = await start(proxy);
    site.on('bfs/face/a.jpg', { text: 'picture' });
    const picture = await bilibili.readPicture('https://i0.hdslb.com/bfs/face/a.jpg', { mid: 1 });
    expect(Buffer.from(picture ?? []).toString()).toBe('picture');
    expect(proxy.targets).toHaveLength(1);
  });

  it('that does not take its login is no answer, told of without the password', async () => {
    const proxy = await startFresh(login);
    const troubles: unknown[] = [];
    const url = proxy.url.replace(encodeURIComponent(login.password), 'planted-wrong');
    const { site, look, bilibili } = await startWith([url], {
      retries: 0,
      onTrouble: (...told) => troubles.push(told),
    });
    const error = await rejection(look(1));
    expect(error).toBeInstanceOf(BilibiliUnreachable);
    expect(error).toMatchObject({ why: 'network' });
    expect(site.requests).toEqual([]);
    const { name = '' } = bilibili.egress()[0] ?? {};
    expect(troubles).toEqual([[name, 'proxyRefuses']]);
    expect(describeEgressTrouble(name, 'proxyRefuses')).toMatch(
      /^The proxy \w+:\/\/127\.0\.0\.1:\d+ does not take its user and password: correct them in EGRESS\.$/u,
    );
    expect(`${error} ${JSON.stringify(bilibili.egress())}`).not.toContain('planted');
  });

  it('that is away is no answer for its accounts alone, and is used again once it is back', async () => {
    const proxy = await startProxy();
    const troubles: unknown[] = [];
    const { look, bilibili } = await startWith([proxy.url, '127.0.0.11'], {
      retries: 0,
      onTrouble: (...told) => troubles.push(told),
    });
    const [[gone = 0] = [], [well = 0] = []] = accountsOf(bilibili);
    await look(gone);
    await proxy.close();
    expect(await rejection(look(gone))).toMatchObject({ why: 'network' });
    await look(well);
    const [state] = bilibili.egress();
    expect(state?.trouble).toMatchObject({ why: 'proxyAway', lasted: 0 });
    expect(troubles).toEqual([[state?.name, 'proxyAway']]);
    expect(bilibili.egress()[1]?.trouble).toBeUndefined();
    await closing(startProxy(undefined, { at: Number(new URL(proxy.url).port) }));
    await look(gone);
    expect(bilibili.egress()[0]?.trouble).toBeUndefined();
    expect(troubles).toEqual([
      [state?.name, 'proxyAway'],
      [state?.name, undefined],
    ]);
  });

  it('that cannot reach the site is no answer, and not one of the site', async () => {
    const proxy = await startFresh();
    const bilibili = createBilibili({
      root: 'http://127.0.0.1:1',
      readSpacing: 0,
      writeSpacing: 0,
      retries: 0,
      clock: hastyClock,
      egress: addressesOf(proxy.url),
    });
    expect(await rejection(bilibili.guest.people.stat({ vmid: 1 }))).toMatchObject({ why: 'network' });
    expect(bilibili.egress()).toMatchObject([{ trouble: { why: 'silent' } }]);
  });

  it('that hangs is given up in time, and the next request is not held up by it', async () => {
    const proxy = await startFresh();
    proxy.hang();
    const { look, bilibili } = await start(proxy, { timeout: 300, retries: 0 });
    expect(await rejection(look(1))).toMatchObject({ why: 'timeout' });
    expect(await rejection(look(1))).toBeInstanceOf(BilibiliUnreachable);
    expect(bilibili.egress()).toMatchObject([{ trouble: { why: 'silent' } }]);
  });

  it('lets a request be given up', async () => {
    const proxy = await startFresh();
    const { site, session } = await start(proxy);
    site.on(stat, 'hang');
    const stop = new AbortController();
    const asked = rejection(session(1).people.stat({ vmid: 1 }, { signal: stop.signal }));
    await site.arrived(stat, 1);
    stop.abort('left');
    expect(await asked).toBe('left');
  });

  it('does not let an answer be longer than it may, decoded', async () => {
    const proxy = await startFresh();
    const { site, look, bilibili } = await start(proxy, { retries: 0 });
    site.on(stat, { text: '0'.repeat(5 * 1024 * 1024) });
    const error = await rejection(look(1));
    expect(String(error)).toContain('more than 1048576 bytes');
    expect(bilibili.egress()).toMatchObject([{ trouble: undefined }]);
  });
});
