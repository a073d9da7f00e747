import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { fixture } from '../support/fixture.ts';
import { rejection, startHarness } from './harness.ts';

const generate = 'x/passport-login/web/qrcode/generate';
const poll = 'x/passport-login/web/qrcode/poll';
const key = '8587cf8106a0a863c46ecd4bb2f3e5f6';
const sessdata = 'aaaa%2C1789012345%2Cbbbb*cc';

describe('a QR login', () => {
  it('starts with an address for the picture and a key to ask with', async () => {
    const { site, bilibili } = await startHarness();
    site.on(generate, { json: fixture('login.qrGenerate') });
    await expect(bilibili.qr.start()).resolves.toEqual({ url: expect.stringContaining(key), key });
  });

  it('goes from waiting over scanned to done', async () => {
    const { site, bilibili } = await startHarness();
    const states = ['login.qrPoll.waiting', 'login.qrPoll.scanned', 'login.qrPoll'];
    site.on(poll, ...states.map((name) => ({ json: fixture(name) })));
    const seen = [await bilibili.qr.poll(key), await bilibili.qr.poll(key), await bilibili.qr.poll(key)];
    expect(seen.map(({ state }) => state)).toEqual(['waiting', 'scanned', 'done']);
    expect(site.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, undefined]);
    expect(site.requests[0]?.query).toEqual({ qrcode_key: key });
  });

  it('does not wait for the login of another', async () => {
    const { site, bilibili } = await startHarness({ timeout: 60_000 });
    site.on(poll, (request) =>
      request.query.qrcode_key === 'slow' ? 'hang' : { json: fixture('login.qrPoll') },
    );
    const stop = new AbortController();
    const slow = rejection(bilibili.qr.poll('slow', { signal: stop.signal }));
    await site.arrived(poll, 1);
    await expect(bilibili.qr.poll(key)).resolves.toMatchObject({ state: 'done' });
    stop.abort('left');
    expect(await slow).toBe('left');
  });

  it.each([
    ['as a state', fixture('login.qrPoll.expired')],
    ['as a refusal', { code: 86038, message: '二维码已失效' }],
  ])('runs out, told %s', async (_, json) => {
    const { site, bilibili } = await startHarness();
    site.on(poll, { json });
    await expect(bilibili.qr.poll(key)).resolves.toEqual({ state: 'expired' });
  });

  it('takes its cookies from Set-Cookie, still encoded', async () => {
    const clock = createTestClock();
    const { site, bilibili } = await startHarness({ clock });
    site.on(poll, {
      json: fixture('login.qrPoll'),
      headers: {
        'set-cookie': [
          'SESSDATA=header%2C1789012345%2Cx*1; Path=/; Domain=bilibili.com; HttpOnly; Secure',
          'bili_jct=headercsrf; Path=/',
          'DedeUserID=293793435; Path=/',
          'DedeUserID__ckMd5=0123456789abcdef; Path=/',
          'sid=abcd1234; Path=/',
        ],
      },
    });
    await expect(bilibili.qr.poll(key)).resolves.toEqual({
      state: 'done',
      credential: {
        kind: 'cookie',
        cookies: {
          SESSDATA: 'header%2C1789012345%2Cx*1',
          bili_jct: 'headercsrf',
          DedeUserID: '293793435',
          DedeUserID__ckMd5: '0123456789abcdef',
          sid: 'abcd1234',
        },
        refreshToken: 'fedcba9876543210fedcba9876543210',
        madeAt: clock.now(),
      },
    });
  });

  it('takes them from the address it leads to when there is no Set-Cookie, as raw', async () => {
    const { site, bilibili } = await startHarness();
    site.on(poll, { json: fixture('login.qrPoll') });
    await expect(bilibili.qr.poll(key)).resolves.toMatchObject({
      credential: { cookies: { SESSDATA: sessdata, bili_jct: '0123456789abcdef0123456789abcdef' } },
    });
  });

  it.each([
    ['a state nobody knows', { code: 0, data: { code: 86999 } }],
    ['no cookies', { code: 0, data: { code: 0, url: 'https://passport.biligame.com/crossDomain?gourl=x' } }],
  ])('that ends with %s has no usable answer', async (_, json) => {
    const { site, bilibili } = await startHarness();
    site.on(poll, { json });
    await expect(bilibili.qr.poll(key)).rejects.toMatchObject({ why: 'answer', endpoint: poll });
  });
});
