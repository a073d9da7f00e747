import { beforeEach, describe, expect, it } from 'vitest';
import type { Fault, LoggedRequest } from '../../../playground/bilibili/index.ts';
import {
  midsOf,
  newPeople,
  type PeoplePage,
  type SiteClient,
  startSite,
  type TestSite,
  visitSite,
} from './site-client.ts';

let site: TestSite;
let me: number;
let visitor: SiteClient;
beforeEach(async () => {
  ({ site, me, visitor } = await visitSite());
});

const fans = () => visitor.get<PeoplePage>('x/relation/followers', { vmid: me });
const set = (fault: Fault) => site.world.faults.set('relation/followers', fault);

describe('a fault', () => {
  it.each([
    [
      { kind: 'code', code: -101 },
      { code: -101, message: '账号未登录' },
    ],
    [
      { kind: 'code', code: -509, message: 'slow down' },
      { code: -509, message: 'slow down' },
    ],
    [
      { kind: 'code', code: -412 },
      { status: 412, code: -412 },
    ],
    [{ kind: 'dataNull' }, { code: 0, data: null }],
    [{ kind: 'listNull' }, { code: 0, data: { list: null, total: 3 } }],
    [{ kind: 'emptyWithTotal' }, { code: 0, data: { list: [], total: 3 } }],
    [{ kind: 'voucher' }, { code: 0, data: { v_voucher: expect.stringMatching(/^voucher_[0-9a-f-]{36}$/) } }],
  ] as [Fault, object][])('%j is answered as it says', async (fault, expected) => {
    site.world.gainFans(me, 3);
    set(fault);
    expect(await fans()).toMatchObject(expected);
  });

  it('answers null in place of data only where there is nothing in it', async () => {
    const [stranger = 0, followed = 0] = newPeople(site.world, 2);
    site.world.follow(me, followed);
    site.world.faults.set('relation/relations', { kind: 'emptyNull' });
    expect((await visitor.get('x/relation/relations', { fids: stranger })).data).toBeNull();
    expect((await visitor.get('x/relation/relations', { fids: followed })).data).toHaveProperty(
      String(followed),
    );
  });

  it.each([
    [{ kind: 'http412' }, 412],
    [{ kind: 'http', status: 502 }, 502],
  ] as [Fault, number][])('%j is a page of HTML', async (fault, status) => {
    set(fault);
    const response = await visitor.fetch(`x/relation/followers?vmid=${me}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain(`错误号: ${status}`);
  });

  it('cuts JSON in the middle', async () => {
    set({ kind: 'cut' });
    const text = await (await visitor.fetch(`x/relation/followers?vmid=${me}`)).text();
    expect(text).toMatch(/^\{"code":0/);
    expect(() => JSON.parse(text)).toThrow();
  });

  it('puts a page into the wrong order, of the same people', async () => {
    for (const mid of [300, 20, 1]) {
      site.world.addPerson({ mid });
      site.world.follow(mid, me);
    }
    expect(midsOf(await fans())).toEqual([1, 20, 300]);
    set({ kind: 'unsorted' });
    expect(midsOf(await fans())).toEqual([300, 20, 1]);
    site.world.unfollow(20, me);
    site.world.follow(20, me);
    expect(midsOf(await fans())).toEqual([1, 20, 300]);
  });

  it('changes a field of every row, or of one, or leaves it out', async () => {
    const people = newPeople(site.world, 2);
    for (const mid of people) site.world.follow(mid, me);
    const rows = async () => (await fans()).data.list as Record<string, unknown>[];
    set({ kind: 'field', name: 'mtime', value: 0 });
    expect((await rows()).map(({ mtime }) => mtime)).toEqual([0, 0]);
    set({ kind: 'field', name: 'mtime', row: 1 });
    const [first, second] = await rows();
    expect(first).toHaveProperty('mtime');
    expect(second).not.toHaveProperty('mtime');
  });

  it('adds rows that nobody asked for', async () => {
    for (const mid of newPeople(site.world, 2)) site.world.follow(mid, me);
    set({ kind: 'surplus', rows: 100 });
    expect(new Set(midsOf(await fans())).size).toBe(102);
  });

  it('reaches the bare arrays of groups too', async () => {
    site.world.follow(me, newPeople(site.world, 1)[0] ?? 0);
    site.world.faults.set('relation/tag', { kind: 'listNull' });
    expect(await visitor.get('x/relation/tag', { tagid: 0 })).toMatchObject({ code: 0, data: null });
  });

  it('loses the answer to a write that was done', async () => {
    const [them = 0] = newPeople(site.world, 1);
    site.world.faults.set('relation/modify', { kind: 'lost' }, { times: 1 });
    await expect(visitor.post('x/relation/modify', { fid: them, act: 1 })).rejects.toThrow('fetch failed');
    expect(site.world.relationOf(me, them).attribute).toBe(2);
    expect((await visitor.post('x/relation/modify', { fid: them, act: 1 })).code).toBe(22014);
  });

  it.each(['cut', 'dataNull', 'http412', 'voucher'] as const)(
    '%s stops a write before it is done',
    async (kind) => {
      const [them = 0] = newPeople(site.world, 1);
      site.world.faults.set('relation/modify', { kind });
      const form = new URLSearchParams({ fid: String(them), act: '1' });
      await (await visitor.fetch('x/relation/modify', { method: 'POST', body: form })).text();
      expect(site.world.relationOf(me, them).attribute).toBe(0);
    },
  );

  it('strikes as many times as it is told, after as many as it lets pass, and whom it is told', async () => {
    const other = site.as(newPeople(site.world, 1)[0] ?? 0);
    site.world.faults.set('followers', { kind: 'code', code: -799 }, { times: 2, skip: 1, mid: me });
    const codes: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      expect((await other.get('x/relation/followers', { vmid: me })).code).toBe(0);
      codes.push((await fans()).code);
    }
    expect(codes).toEqual([0, -799, -799, 0, 0]);
  });

  it('strikes only paths that end so, until it is cleared', async () => {
    site.world.faults.set('x/relation', { kind: 'code', code: -500 });
    expect((await visitor.get('x/relation', { fid: 5 })).code).toBe(-500);
    expect((await visitor.get('x/web-interface/relation', { mid: 5 })).code).toBe(0);
    expect(site.world.faults.list()).toEqual([{ path: 'x/relation', fault: { kind: 'code', code: -500 } }]);
    site.world.faults.clear();
    expect((await visitor.get('x/relation', { fid: 5 })).code).toBe(0);
  });
});

describe('a request that hangs', () => {
  const arrived = () =>
    new Promise<LoggedRequest>((resolve) => {
      site.world.on('request', resolve);
    });

  it('waits until the client gives up', async () => {
    set({ kind: 'hang' });
    const giveUp = new AbortController();
    const request = arrived();
    const answer = visitor.fetch(`x/relation/followers?vmid=${me}`, { signal: giveUp.signal });
    expect(await request).toMatchObject({ path: '/x/relation/followers', mid: me });
    giveUp.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(site.world.requests.all()[0]).not.toHaveProperty('code');
  });

  it('ends when the site is closed', async () => {
    set({ kind: 'hang' });
    const request = arrived();
    const ended = expect(visitor.fetch(`x/relation/followers?vmid=${me}`)).rejects.toThrow('fetch failed');
    await request;
    await site.close();
    await ended;
  });

  it('ends when the world is closed under another server', async () => {
    set({ kind: 'hang' });
    const request = arrived();
    const ended = expect(visitor.fetch(`x/relation/followers?vmid=${me}`)).rejects.toThrow('fetch failed');
    await request;
    site.world.close();
    await ended;
  });
});

describe('risk control', () => {
  it('refuses everything on the API with a voucher while it is on, reads and writes', async () => {
    site.world.setRiskControl(true);
    expect(await fans()).toMatchObject({ code: -352, data: { v_voucher: expect.any(String) } });
    const [them = 0] = newPeople(site.world, 1);
    expect((await visitor.post('x/relation/modify', { fid: them, act: 1 })).code).toBe(-352);
    expect(site.world.relationOf(me, them).attribute).toBe(0);
    expect((await visitor.get('passport.bilibili.com/x/passport-login/web/cookie/info')).code).toBe(0);
    site.world.setRiskControl(false);
    expect((await fans()).code).toBe(0);
  });
});

describe('the log of requests', () => {
  it('keeps who asked what, when, and how it was answered', async () => {
    await fans();
    site.advance(500);
    await visitor.post('x/relation/modify', { fid: 5, act: 1 });
    const { requests, now } = site.world;
    expect(requests.all()).toEqual([
      {
        method: 'GET',
        host: 'api.bilibili.com',
        path: '/x/relation/followers',
        query: { vmid: String(me) },
        form: {},
        from: '127.0.0.1',
        mid: me,
        code: 0,
        at: now() - 500,
        answeredAt: now() - 500,
      },
      {
        method: 'POST',
        host: 'api.bilibili.com',
        path: '/x/relation/modify',
        query: {},
        form: { fid: '5', act: '1', csrf: expect.any(String) },
        from: '127.0.0.1',
        mid: me,
        code: 40061,
        at: now(),
        answeredAt: now(),
      },
    ]);
    expect([
      requests.count('relation/modify'),
      requests.count('modify'),
      requests.count('followings'),
    ]).toEqual([1, 1, 0]);
    expect(requests.to('followers')).toHaveLength(1);
    requests.clear();
    expect(requests.all()).toEqual([]);
  });

  it('forgets the oldest when it is full', async () => {
    const small = await startSite({ requestLog: 10 });
    const client = small.as(small.world.owner);
    for (let fid = 1; fid <= 25; fid += 1) await client.get('x/relation', { fid });
    const kept = small.world.requests.all().map(({ query }) => Number(query.fid));
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept.at(-1)).toBe(25);
    expect(kept).toEqual(kept.map((_, index) => 26 - kept.length + index));
  });
});
