import { describe, expect, it } from 'vitest';
import { cookieHeader, START, startSite, type TestSite } from './site-client.ts';

const passport = 'passport.bilibili.com';
const poll = `${passport}/x/passport-login/web/qrcode/poll`;

interface Poll {
  url: string;
  refresh_token: string;
  timestamp: number;
  code: number;
  message: string;
}

async function newCode({ guest }: TestSite): Promise<string> {
  const { data } = await guest.get<{ url: string; qrcode_key: string }>(
    `${passport}/x/passport-login/web/qrcode/generate`,
  );
  expect(data.qrcode_key).toMatch(/^[0-9a-f]{32}$/);
  expect(new URL(data.url).searchParams.get('qrcode_key')).toBe(data.qrcode_key);
  return data.qrcode_key;
}

const stateOf = async (site: TestSite, key: string) =>
  (await site.guest.get<Poll>(poll, { qrcode_key: key })).data;

describe('logging in by QR code', () => {
  it('waits, is scanned, is confirmed, and hands the cookies over once, in two ways', async () => {
    const site = await startSite();
    const { world, guest, visitor } = site;
    const key = await newCode(site);
    expect(world.qr.pending()).toMatchObject([{ key, state: 'waiting' }]);
    expect(await stateOf(site, key)).toMatchObject({ code: 86101, url: '', refresh_token: '' });
    world.qr.scan(key, world.owner);
    expect(await stateOf(site, key)).toMatchObject({ code: 86090 });
    world.qr.confirm(key);

    const response = await guest.fetch(`${poll}?qrcode_key=${key}`);
    const { code, data } = (await response.json()) as { code: number; data: Poll };
    expect([code, data.code, data.timestamp]).toEqual([0, 0, START]);
    expect(data.refresh_token).toMatch(/^[0-9a-f]{32}$/);
    const lines = response.headers.getSetCookie();
    expect(lines[0]).toMatch(
      /^SESSDATA=\S+%2C\d+%2C\S+\*\S+; Path=\/; Domain=bilibili\.com; Expires=.* GMT; HttpOnly; Secure$/,
    );
    const cookies = Object.fromEntries(lines.map((line) => line.split(';')[0]?.split('=') ?? []));
    expect(Object.keys(cookies)).toEqual(['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid']);
    const { sid: _, ...inUrl } = cookies;
    for (const [name, value] of Object.entries(inUrl)) expect(data.url).toContain(`${name}=${value}&`);
    const nav = await visitor({ cookie: cookieHeader(cookies) }).get('x/web-interface/nav');
    expect(nav).toMatchObject({ code: 0, data: { mid: world.owner } });
    expect(await stateOf(site, key)).toMatchObject({ code: 86038 });
    expect(world.qr.pending()).toEqual([]);
  });

  it.each([
    ['before anybody scans', 0],
    ['after the scan', 1],
    ['after the confirmation', 2],
  ])('runs out after 180 seconds %s', async (_, steps) => {
    const site = await startSite();
    const key = await newCode(site);
    if (steps > 0) site.world.qr.scan(key, site.world.owner);
    if (steps > 1) site.world.qr.confirm(key);
    site.advance(179_999);
    if (steps < 2) expect((await stateOf(site, key)).code).not.toBe(86038);
    site.advance(1);
    expect((await stateOf(site, key)).code).toBe(86038);
    expect(site.world.qr.pending()).toEqual([]);
  });

  it('keeps to its steps', async () => {
    const site = await startSite();
    const { qr, owner } = site.world;
    const key = await newCode(site);
    expect(() => qr.confirm(key)).toThrow('waiting');
    expect(() => qr.scan(key, 5)).toThrow('nobody');
    qr.scan(key, owner);
    expect(() => qr.scan(key, owner)).toThrow('scanned');
    qr.expire(key);
    expect(() => qr.confirm(key)).toThrow('expired');
    expect((await stateOf(site, key)).code).toBe(86038);
    expect((await stateOf(site, 'unknown')).code).toBe(86038);
    expect((await site.guest.get(poll)).code).toBe(-400);
  });
});

describe('logging out', () => {
  const exit = `${passport}/login/exit/v2`;

  it('ends that login and no other', async () => {
    const { world, visitor, as } = await startSite();
    const { cookies } = world.login(world.owner);
    const other = as(world.owner);
    const client = visitor({ cookie: cookieHeader(cookies) });
    expect((await client.post(exit, { biliCSRF: 'wrong' })).code).toBe(2202);
    expect((await client.post(exit, { biliCSRF: cookies.bili_jct ?? '' })).code).toBe(0);
    expect((await client.get('x/web-interface/nav')).code).toBe(-101);
    expect((await other.get('x/web-interface/nav')).code).toBe(0);
  });

  it('shows the login page to someone who is logged out', async () => {
    const { guest } = await startSite();
    const response = await guest.fetch(exit, {
      method: 'POST',
      body: new URLSearchParams({ biliCSRF: 'x' }),
    });
    expect(await response.text()).toContain('<html>');
  });
});
