import { beforeEach, describe, expect, it } from 'vitest';
import { newPeople, START, startSite, type TestSite } from './site-client.ts';

let site: TestSite;
let me: number;
beforeEach(async () => {
  site = await startSite();
  me = site.world.owner;
});

const ask = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${site.root}/control/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, ...((await response.json()) as object) };
};
const done = { status: 200, ok: true };

describe('the controls', () => {
  it('show an account, and nothing secret', async () => {
    const { world } = site;
    const { cookies, refreshToken } = world.login(me);
    const [a = 0] = newPeople(world, 1);
    world.follow(me, a);
    world.block(me, newPeople(world, 1)[0] ?? 0);
    const [fan = 0] = world.gainFans(me, 12);
    await site.as(me).post('x/relation/modify', { fid: fan, act: 1 });
    const state = await ask('GET', 'state');
    const face = expect.stringContaining('https://i0.hdslb.com/');
    expect(state).toMatchObject({
      ...done,
      account: {
        mid: me,
        name: world.person(me)?.name,
        face,
        counts: { followings: 2, fans: 12, whispers: 0, blacks: 1 },
      },
      groups: [{ tagid: -10 }, { tagid: 0, count: 2 }],
      sessions: 2,
      risk: false,
      faults: [],
      requests: [
        { method: 'POST', host: 'api.bilibili.com', path: '/x/relation/modify', mid: me, code: 0, at: START },
      ],
      followings: [
        { mid: fan, attribute: 6 },
        { mid: a, attribute: 2, name: world.person(a)?.name, face },
      ],
    });
    expect((state as { fans?: unknown[] }).fans).toHaveLength(10);
    for (const secret of [cookies.SESSDATA, cookies.bili_jct, refreshToken]) {
      expect(JSON.stringify(state)).not.toContain(secret);
    }
    expect(await ask('GET', `state?mid=${a}`)).toMatchObject({
      ...done,
      account: { mid: a, counts: { fans: 1 } },
    });
  });

  it('scan, confirm and expire a QR code', async () => {
    const { key, url } = site.world.site.qr.generate();
    expect(await ask('GET', 'qr')).toEqual({ ...done, codes: [{ key, url, state: 'waiting' }] });
    expect(await ask('POST', 'qr/scan', { key, mid: me })).toEqual(done);
    expect(await ask('GET', 'qr')).toMatchObject({ codes: [{ state: 'scanned' }] });
    expect(await ask('POST', 'qr/confirm', { key })).toEqual(done);
    expect(site.world.site.qr.poll(key)).toMatchObject({ session: { mid: me } });
    const { key: other } = site.world.site.qr.generate();
    expect(await ask('POST', 'qr/expire', { key: other })).toEqual(done);
    expect(await ask('GET', 'qr')).toEqual({ ...done, codes: [] });
  });

  it('gain and lose fans, follow back, and close accounts', async () => {
    const gained = await ask('POST', 'fans/gain', { mid: me, n: 3 });
    const fans = site.world.fansOf(me);
    expect([gained, fans.length]).toEqual([{ ...done, mids: fans }, 3]);
    expect(await ask('POST', 'fans/lose', { mid: me, n: 1 })).toEqual({ ...done, mids: fans.slice(0, 1) });
    expect(await ask('POST', 'follow-back', { mid: me, fan: fans[1] })).toEqual(done);
    expect(site.world.relationOf(me, fans[1] ?? 0).attribute).toBe(6);
    expect(await ask('POST', 'close', { mid: fans[1] })).toEqual(done);
    expect([site.world.fansOf(me), site.world.followingsOf(me)]).toEqual([[fans[2]], []]);
  });

  it('end logins, ask for a renewal, and switch risk control', async () => {
    const client = site.as(me);
    const info = 'passport.bilibili.com/x/passport-login/web/cookie/info';
    expect(await ask('POST', 'renewal', { mid: me })).toEqual(done);
    expect(await client.get(info)).toMatchObject({ data: { refresh: true } });
    expect(await ask('POST', 'risk', { on: true })).toEqual(done);
    expect((await client.get('x/web-interface/nav')).code).toBe(-352);
    expect(await ask('POST', 'risk', { on: false })).toEqual(done);
    expect(await ask('POST', 'expire', { mid: me })).toEqual(done);
    expect((await client.get('x/web-interface/nav')).code).toBe(-101);
  });

  it('set faults and clear them', async () => {
    const fault = { kind: 'code', code: -509, message: 'later' };
    expect(await ask('POST', 'fault', { path: 'nav', fault, times: 1 })).toEqual(done);
    const nav = () => site.guest.get('x/web-interface/nav');
    expect(await nav()).toMatchObject({ code: -509, message: 'later' });
    expect(await nav()).toMatchObject({ code: -101 });
    expect(await ask('POST', 'fault', { path: 'nav', fault: { kind: 'voucher' } })).toEqual(done);
    expect(await nav()).toMatchObject({ code: 0 });
    expect(await ask('DELETE', 'fault')).toEqual(done);
    expect(await nav()).toMatchObject({ code: -101 });
  });

  it.each([
    ['GET', 'state?mid=5', undefined, 'nobody has the mid 5'],
    ['GET', 'state?mid=x', undefined, 'nobody'],
    ['POST', 'fans/gain', { mid: 5, n: 1 }, 'nobody has the mid 5'],
    ['POST', 'fans/gain', { mid: 100001 }, 'n'],
    ['POST', 'fans/gain', { mid: 100001, n: -1 }, 'n'],
    ['POST', 'qr/scan', { key: 'x', mid: 100001 }, 'expired'],
    ['POST', 'qr/scan', { key: 'x', mid: 5 }, 'nobody'],
    ['POST', 'qr/confirm', {}, 'key'],
    ['POST', 'follow-back', { mid: 100001, fan: 100001 }, 'no fan'],
    ['POST', 'close', { mid: '100001' }, 'mid'],
    ['POST', 'expire', {}, 'mid'],
    ['POST', 'risk', { on: 'yes' }, 'on'],
    ['POST', 'fault', { path: 'nav', fault: { kind: 'flood' } }, 'fault'],
    ['POST', 'fault', { path: '', fault: { kind: 'cut' } }, 'path'],
  ])('answer %s %s %j with 400 and a reason', async (method, path, body, reason) => {
    expect(await ask(method, path, body)).toMatchObject({
      status: 400,
      ok: false,
      error: expect.stringContaining(reason),
    });
  });

  it('answer 400 to a body that is no JSON', async () => {
    const response = await fetch(`${site.root}/control/close`, { method: 'POST', body: 'mid=1' });
    expect(response.status).toBe(400);
  });
});

describe('the stream of changes', () => {
  /** Opens the stream; `next` is its next event. */
  const open = async () => {
    const response = await fetch(`${site.root}/control/events`);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    return { next: async () => await reader?.read() };
  };

  it('says so at once, after each change and after each request', async () => {
    const stream = await open();
    const change = { done: false, value: 'event: change\ndata: {}\n\n' };
    expect(await stream.next()).toEqual(change);
    site.world.gainFans(me, 1);
    expect(await stream.next()).toEqual(change);
    await site.guest.get('x/web-interface/nav');
    expect(await stream.next()).toEqual(change);
  });

  it('ends when the world is closed, and does not keep the server from closing', async () => {
    const [first, second] = [await open(), await open()];
    for (const stream of [first, second]) await stream.next();
    const ended = second.next().catch(() => ({ done: true }));
    site.world.close();
    expect(await first.next()).toMatchObject({ done: true });
    await site.close();
    expect(await ended).toMatchObject({ done: true });
  });
});
