import { describe, expect, it } from 'vitest';
import { cookieHeader, startSite } from './site-client.ts';

const write = 'x/relation/tag/create';
const read = 'x/relation/tags';

describe('a login by cookie', () => {
  it('is known by SESSDATA exactly as it was given, not decoded and not encoded again', async () => {
    const { world, visitor } = await startSite();
    const { cookies } = world.login(world.owner);
    const sessdata = cookies.SESSDATA ?? '';
    expect(sessdata).toMatch(/^[0-9a-f]{8}%2C\d{10}%2C[0-9a-f]{5}\*[0-9a-f]{2}$/);
    const codeWith = async (value: string) =>
      (await visitor({ cookie: cookieHeader({ ...cookies, SESSDATA: value }) }).get(read)).code;
    expect(await codeWith(sessdata)).toBe(0);
    expect(await codeWith(decodeURIComponent(sessdata))).toBe(-101);
    expect(await codeWith(encodeURIComponent(sessdata))).toBe(-101);
    expect(await codeWith(sessdata.replace('*', '%2A'))).toBe(-101);
  });

  it('writes only with the csrf of that login', async () => {
    const { world, visitor } = await startSite();
    const { cookies } = world.login(world.owner);
    const other = world.login(world.owner).cookies.bili_jct ?? '';
    const client = visitor({ cookie: cookieHeader(cookies) });
    expect((await client.post(write, { tag: '一' })).code).toBe(-111);
    expect((await client.post(write, { tag: '一', csrf: other })).code).toBe(-111);
    expect((await client.post(write, { tag: '一', csrf: cookies.bili_jct ?? '' })).code).toBe(0);
  });

  it('ends after 180 days, or when it is made to', async () => {
    const { world, as, advance, byKey } = await startSite();
    const [first, second, key] = [as(world.owner), as(world.owner), byKey(world.owner)];
    advance(179 * 86_400_000);
    expect((await first.get(read)).code).toBe(0);
    advance(2 * 86_400_000);
    expect((await first.get(read)).code).toBe(-101);
    const third = as(world.owner);
    expect((await third.get(read)).code).toBe(0);
    world.expire(world.owner);
    expect((await third.get(read)).code).toBe(-101);
    expect((await second.post(write, { tag: '一' })).code).toBe(-101);
    expect((await key.get(read)).code).toBe(-101);
  });
});

describe('a login by access key', () => {
  it('reads by query and writes by form, without csrf', async () => {
    const { world, byKey, guest } = await startSite();
    const client = byKey(world.owner);
    expect((await client.get(read)).code).toBe(0);
    expect((await client.post(write, { tag: '一' })).code).toBe(0);
    expect((await guest.get(read, { access_key: 'unknown' })).code).toBe(-101);
    const access_key = world.accessKey(world.owner);
    expect((await guest.post(`${write}?access_key=${access_key}`, { tag: '二' })).code).toBe(-101);
  });
});

it('takes writes as forms only', async () => {
  const { world, guest } = await startSite();
  const body = JSON.stringify({ tag: '一', access_key: world.accessKey(world.owner) });
  const response = await guest.fetch(write, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ code: -101 });
});

it.each([
  'modify',
  'batch/modify',
  'tag/create',
  'tag/update',
  'tag/del',
  'tags/addUsers',
  'tags/copyUsers',
  'tags/moveUsers',
])(
  '%s is -101 for a guest, -102 for the banned, -111 without csrf, -400 without anything to do',
  async (path) => {
    const { world, guest, as, visitor } = await startSite();
    const post = async (client: typeof guest) => (await client.post(`x/relation/${path}`)).code;
    expect(await post(guest)).toBe(-101);
    expect(await post(visitor({ cookie: cookieHeader(world.login(world.owner).cookies) }))).toBe(-111);
    expect(await post(as(world.owner))).toBe(-400);
    world.change(world.owner, { banned: true });
    expect(await post(as(world.owner))).toBe(-102);
  },
);

it('answers 404 to what the site does not have, and logs it', async () => {
  const { guest, world } = await startSite();
  const response = await guest.fetch('x/relation/ollowings');
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  expect(world.requests.all()).toMatchObject([
    { host: 'api.bilibili.com', path: '/x/relation/ollowings', code: 404 },
  ]);
  expect((await guest.fetch('x/relation/modify?fid=1')).status).toBe(404);
});
