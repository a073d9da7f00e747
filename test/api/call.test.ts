import { describe, expect, it } from 'vitest';
import { BilibiliRefused, BilibiliUnreachable } from '../../src/api/index.ts';
import { fixture, fixtureText } from '../support/fixture.ts';
import type { Reply } from '../support/scripted-site.ts';
import { hastyClock, me, rejection, startHarness } from './harness.ts';

const stat = 'x/relation/stat';
const modify = 'x/relation/modify';
const good: Reply = { json: fixture('people.stat') };
const passing: [string, Reply, object][] = [
  ['no connection', 'drop', { why: 'network' }],
  ['an answer cut short', 'cut', { why: 'network' }],
  ['HTTP 502', { text: '<html>', status: 502 }, { why: 'server', status: 502 }],
  ['HTTP 500 with an envelope', { json: { code: 0, data: {} }, status: 500 }, { why: 'server' }],
  ['broken JSON', { text: '{"code":0,"data":{"mi' }, { why: 'answer', status: 200 }],
  ['no data', { json: { code: 0, message: '0' } }, { why: 'answer' }],
  ['null for data', { json: { code: 0, message: '0', data: null } }, { why: 'answer' }],
  ['JSON that is no envelope', { json: [] }, { why: 'answer' }],
  ['-500', { json: { code: -500, message: '服务器错误' } }, { reason: 'busy', code: -500 }],
  ['-503', { json: { code: -503, message: '' } }, { reason: 'busy' }],
  ['-504', { json: { code: -504, message: '' } }, { reason: 'busy' }],
  ['-8888', { json: { code: -8888, message: '' } }, { reason: 'busy' }],
];

describe('a read', () => {
  it.each(passing)('is tried twice more after %s, then told', async (_, reply, expected) => {
    const { site, bilibili } = await startHarness();
    site.on(stat, reply);
    await expect(bilibili.guest.people.stat({ vmid: me })).rejects.toMatchObject({
      ...expected,
      endpoint: stat,
    });
    expect(site.seen(stat)).toHaveLength(3);
  });

  it.each(passing)('that meets %s once is answered all the same', async (_, reply) => {
    const { site, bilibili } = await startHarness();
    site.on(stat, reply, good);
    await expect(bilibili.guest.people.stat({ vmid: me })).resolves.toMatchObject({ follower: 365 });
    expect(site.seen(stat)).toHaveLength(2);
  });

  it('backs off between tries, spread at random', async () => {
    hastyClock.slept.length = 0;
    const { site, bilibili } = await startHarness({ random: () => 0 });
    site.on(stat, 'drop');
    await rejection(bilibili.guest.people.stat({ vmid: me }));
    const spread = await startHarness({ random: () => 1 });
    spread.site.on(stat, 'drop');
    await rejection(spread.bilibili.guest.people.stat({ vmid: me }));
    expect(hastyClock.slept).toEqual([250, 500, 750, 1500]);
  });

  it.each([
    ['HTTP 404', { text: '<html>', status: 404 } as Reply, { why: 'answer', status: 404 }],
    [
      'a redirect',
      { text: '', status: 302, headers: { location: 'http://127.0.0.1:1/' } } as Reply,
      { status: 302 },
    ],
    ['a refusal', { json: { code: -400, message: '请求错误' } } as Reply, { reason: 'input' }],
    [
      'an unlisted refusal',
      { json: { code: 22999, message: '新' } } as Reply,
      { reason: 'unknown', siteMessage: '新' },
    ],
  ])('is not tried again after %s', async (_, reply, expected) => {
    const { site, bilibili } = await startHarness();
    site.on(stat, reply);
    await expect(bilibili.guest.people.stat({ vmid: me })).rejects.toMatchObject(expected);
    expect(site.requests).toHaveLength(1);
  });

  it('that gets no answer in time says so', async () => {
    const { site, bilibili } = await startHarness({ timeout: 30 });
    site.on(stat, 'hang');
    await expect(bilibili.guest.people.stat({ vmid: me })).rejects.toMatchObject({ why: 'timeout' });
    expect(site.requests).toHaveLength(3);
  });

  it.each([
    ['a page', { text: fixtureText('blocked.html'), status: 412 } as Reply],
    ['JSON', { json: { code: -412, message: '请求被拦截' }, status: 412 } as Reply],
    ['a code', { json: { code: -412, message: '请求被拦截' } } as Reply],
  ])('blocked with 412 as %s is risk control', async (_, reply) => {
    const { site, bilibili } = await startHarness();
    site.on(stat, reply);
    const error = await rejection(bilibili.guest.people.stat({ vmid: me }));
    expect(error).toBeInstanceOf(BilibiliRefused);
    expect(error).toMatchObject({ reason: 'risk', code: -412, restUntil: expect.any(Number) });
    expect(site.requests).toHaveLength(1);
  });

  it('answered with nothing but a voucher is risk control', async () => {
    const { site, bilibili } = await startHarness();
    site.on(stat, { json: { code: 0, message: '0', data: { v_voucher: 'voucher_1' } } });
    await expect(bilibili.guest.people.stat({ vmid: me })).rejects.toMatchObject({ reason: 'risk' });
  });

  it('keeps "no list" and "no total" apart from "none"', async () => {
    const { site, bilibili } = await startHarness();
    site.on('x/relation/followers', { json: { code: 0, message: '0', data: { list: null } } });
    expect(await bilibili.guest.relations.followers({ vmid: 1 })).toEqual({ list: null });
  });

  it.each([
    [3494375621396821, 3494375621396821],
    ['3494375621396821', 3494375621396821],
    ['0', 0],
  ])('takes the mid %j', async (mid, read) => {
    const { site, bilibili } = await startHarness();
    site.on('x/relation', { json: { code: 0, message: '0', data: { mid, attribute: 0 } } });
    const fid = read || 7;
    expect(await bilibili.guest.relations.relation({ fid })).toMatchObject({ mid: read });
  });

  it.each([-1, 1.5, 2 ** 53, '-1', '', '7a', '99999999999999999', null, undefined])(
    'does not take %j for a mid',
    async (mid) => {
      const { site, bilibili } = await startHarness();
      site.on('x/relation', { json: { code: 0, message: '0', data: { mid, attribute: 0 } } });
      await expect(bilibili.guest.relations.relation({ fid: 7 })).rejects.toMatchObject({ why: 'answer' });
    },
  );

  it('takes a relation it does not know for none', async () => {
    const { site, bilibili } = await startHarness();
    site.on('x/relation', { json: { code: 0, message: '0', data: { mid: '7', attribute: 99 } } });
    expect(await bilibili.guest.relations.relation({ fid: 7 })).toEqual({
      mid: 7,
      relation: 'none',
      mtime: 0,
      tag: [],
      special: false,
    });
  });
});

describe('a write', () => {
  it.each(passing.filter(([name]) => !name.includes('data')))(
    'is made once, also after %s',
    async (_, reply, expected) => {
      const { site, session } = await startHarness();
      site.on(modify, reply);
      const error = await rejection(session().relations.modify({ fid: 1, act: 1 }));
      expect(error).toMatchObject(expected);
      expect(site.requests).toHaveLength(1);
    },
  );
});

describe('giving up', () => {
  it('ends a request under way with the reason given, not as "no answer"', async () => {
    const { site, bilibili } = await startHarness();
    site.on(stat, 'hang');
    const stop = new AbortController();
    const call = bilibili.guest.people.stat({ vmid: me }, { signal: stop.signal });
    await site.arrived(stat, 1);
    const reason = new Error('the person left');
    stop.abort(reason);
    expect(await rejection(call)).toBe(reason);
    expect(site.requests).toHaveLength(1);
  });

  it('ends the wait before another try', async () => {
    const stop = new AbortController();
    const clock = {
      now: () => 0,
      monotonic: () => 0,
      sleep: (_: number, signal?: AbortSignal) =>
        new Promise<void>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          stop.abort('left');
        }),
    };
    const { site, bilibili } = await startHarness({ clock });
    site.on(stat, 'drop');
    expect(await rejection(bilibili.guest.people.stat({ vmid: me }, { signal: stop.signal }))).toBe('left');
    expect(site.requests).toHaveLength(1);
  });

  it('makes no request when it came first', async () => {
    const { site, bilibili, session } = await startHarness();
    const signal = AbortSignal.abort('left');
    expect(await rejection(bilibili.guest.people.stat({ vmid: me }, { signal }))).toBe('left');
    expect(await rejection(session().people.stat({ vmid: me }, { signal }))).toBe('left');
    expect(await rejection(bilibili.qr.start({ signal }))).toBe('left');
    expect(await rejection(bilibili.resolveShortLink('https://b23.tv/abc', { signal }))).toBe('left');
    expect(site.requests).toHaveLength(0);
  });

  it('of the whole program ends every call', async () => {
    const program = new AbortController();
    const { site, bilibili, session } = await startHarness({ signal: program.signal });
    site.on(stat, 'hang');
    site.on(modify, 'hang');
    const calls = [
      bilibili.guest.people.stat({ vmid: me }),
      bilibili.guest.people.stat({ vmid: me }),
      session().relations.modify({ fid: 1, act: 1 }),
    ].map(rejection);
    await Promise.all([site.arrived(stat, 1), site.arrived(modify, 1)]);
    program.abort('stopping');
    expect(await Promise.all(calls)).toEqual(['stopping', 'stopping', 'stopping']);
    expect(site.requests).toHaveLength(2);
  });
});

describe('reports', () => {
  it('name each request, whose it was and how it went', async () => {
    const calls: object[] = [];
    const { site, session, bilibili } = await startHarness({ onCall: (call) => calls.push(call) });
    site.on(stat, 'drop', good, { json: { code: -400, message: '' } });
    await session().people.stat({ vmid: me });
    await rejection(bilibili.guest.people.stat({ vmid: me }));
    expect(calls).toMatchObject([
      { endpoint: stat, mid: 293793435, outcome: 'network' },
      { endpoint: stat, mid: 293793435, outcome: 'ok', milliseconds: expect.any(Number) },
      { endpoint: stat, outcome: 'input' },
    ]);
    expect(calls[2]).not.toHaveProperty('mid');
  });
});

describe('BilibiliUnreachable', () => {
  it('says what was asked and what was odd about the answer', async () => {
    const { site, bilibili } = await startHarness();
    site.on(stat, { json: { code: 0, message: '0', data: { mid: 1, following: 'many', follower: 1 } } });
    const error = await rejection(bilibili.guest.people.stat({ vmid: me }));
    expect(error).toBeInstanceOf(BilibiliUnreachable);
    expect(String(error)).toContain('x/relation/stat (answer, HTTP 200): unexpected data.following');
  });
});

describe('a request that the fence does not let through', () => {
  it.each(['read', 'write'])('is not made: a %s', async (kind) => {
    let passes = 1;
    const fence = async () => {
      if (passes-- <= 0) throw new Error('another process leads');
    };
    const { site, session } = await startHarness({ fence });
    site.on(stat, good);
    site.on(modify, { json: { code: 0, message: '0' } });
    const { people, relations } = session();
    const ask = () => (kind === 'read' ? people.stat({ vmid: me }) : relations.modify({ fid: 1, act: 1 }));
    await ask();
    await expect(ask()).rejects.toThrow('another process leads');
    expect(site.requests).toHaveLength(1);
  });
});
