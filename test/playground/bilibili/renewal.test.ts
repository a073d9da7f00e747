import { constants, generateKeyPairSync, type KeyObject, publicEncrypt } from 'node:crypto';
import { expect, it } from 'vitest';
import { cookieHeader, type SiteClient, START, startSite, type TestSite } from './site-client.ts';

const web = 'passport.bilibili.com/x/passport-login/web';
const key = generateKeyPairSync('rsa', { modulusLength: 1024 });

const seal = (timestamp: number, publicKey: KeyObject = key.publicKey) =>
  publicEncrypt(
    { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(`refresh_${timestamp}`),
  ).toString('hex');

/** A login whose cookies the site wants renewed. */
function dueLogin({ world, visitor }: TestSite) {
  const { cookies, refreshToken } = world.login(world.owner);
  world.askRenewal(world.owner);
  const csrf = cookies.bili_jct ?? '';
  return { client: visitor({ cookie: cookieHeader(cookies) }), csrf, refreshToken };
}

const info = (client: SiteClient) =>
  client.get<{ refresh: boolean; timestamp: number }>(`${web}/cookie/info`);
const wordOf = async (client: SiteClient, path: string) => {
  const page = await client.fetch(`www.bilibili.com/correspond/1/${path}`);
  return { status: page.status, word: /<div id="1-name">(\w+)<\/div>/.exec(await page.text())?.[1] ?? '' };
};

it('asks for a renewal only when one is due', async () => {
  const site = await startSite();
  const fresh = site.as(site.world.owner);
  expect((await info(fresh)).data).toEqual({ refresh: false, timestamp: START });
  site.world.askRenewal(site.world.owner);
  expect((await info(fresh)).data).toEqual({ refresh: true, timestamp: START });
  expect((await info(site.guest)).code).toBe(-101);
});

it('gives new cookies, lets the old live until they are confirmed, and then no longer', async () => {
  const site = await startSite({ renewalKey: key.privateKey });
  const { world, visitor } = site;
  const { client, csrf, refreshToken } = dueLogin(site);
  const { timestamp } = (await info(client)).data;
  const { word } = await wordOf(client, seal(timestamp));

  const form = { csrf, refresh_csrf: word, source: 'main_web', refresh_token: refreshToken };
  const response = await client.fetch(`${web}/cookie/refresh`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { data } = (await response.json()) as {
    data: { status: number; message: string; refresh_token: string };
  };
  expect(data).toEqual({ status: 0, message: '', refresh_token: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(data.refresh_token).not.toBe(refreshToken);
  const cookies = Object.fromEntries(
    response.headers.getSetCookie().map((line) => line.split(';')[0]?.split('=') ?? []),
  );
  const renewed = visitor({ cookie: cookieHeader(cookies) }, {}, { csrf: cookies.bili_jct ?? '' });
  for (const either of [client, renewed]) expect((await either.get('x/web-interface/nav')).code).toBe(0);
  expect((await info(renewed)).data.refresh).toBe(false);

  const confirm = async (refresh_token: string, fields = {}) =>
    (await renewed.post(`${web}/confirm/refresh`, { refresh_token, ...fields })).code;
  expect(await confirm(data.refresh_token)).toBe(-400);
  expect(await confirm(refreshToken, { csrf })).toBe(-111);
  expect(await confirm(refreshToken)).toBe(0);
  expect((await client.get('x/web-interface/nav')).code).toBe(-101);
  expect((await renewed.get('x/web-interface/nav')).code).toBe(0);
  expect([await confirm(refreshToken), world.sessionsOf(world.owner)]).toEqual([-400, 1]);
});

it('opens the page for a sealed time it has named, once, and to nobody else', async () => {
  const site = await startSite({ renewalKey: key.privateKey });
  const { client } = dueLogin(site);
  const { timestamp } = (await info(client)).data;
  const path = seal(timestamp);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  for (const wrong of [
    seal(timestamp + 1),
    seal(timestamp, stranger),
    path.slice(2),
    path.toUpperCase(),
    'zz',
  ]) {
    expect((await wordOf(client, wrong)).status).toBe(404);
  }
  expect((await wordOf(site.guest, path)).status).toBe(404);
  expect(await wordOf(client, path)).toEqual({ status: 200, word: expect.stringMatching(/^\w{32}$/) });
  expect((await wordOf(client, path)).status).toBe(404);
});

it('believes what it cannot open, when it has no key of its own, but once', async () => {
  const site = await startSite();
  const { client } = dueLogin(site);
  expect((await wordOf(client, 'ab'.repeat(128))).status).toBe(200);
  expect((await wordOf(client, 'ab'.repeat(128))).status).toBe(404);
  expect((await wordOf(client, 'ab'.repeat(127))).status).toBe(404);
});

it('refuses a renewal that does not fit, and leaves the login as it was', async () => {
  const site = await startSite();
  const { client, csrf, refreshToken } = dueLogin(site);
  const { word } = await wordOf(client, 'cd'.repeat(128));
  const good = { csrf, refresh_csrf: word, refresh_token: refreshToken, source: 'main_web' };
  const refresh = async (form: object) =>
    (await client.post(`${web}/cookie/refresh`, { ...good, ...form })).code;
  expect(await refresh({ csrf: 'x' })).toBe(-111);
  expect(await refresh({ refresh_csrf: 'x' })).toBe(86095);
  expect(await refresh({ refresh_token: 'x' })).toBe(86095);
  expect(await refresh({ source: 'app' })).toBe(-400);
  expect((await site.guest.post(`${web}/cookie/refresh`, good)).code).toBe(-101);
  expect((await site.guest.post(`${web}/confirm/refresh`, good)).code).toBe(-101);
  expect(await refresh({})).toBe(0);
  expect(await refresh({})).toBe(86095);
  expect((await client.get('x/web-interface/nav')).code).toBe(0);
});
