import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { signAsApp } from '../../src/api/app-sign.ts';
import { fixture } from '../support/fixture.ts';
import { accessKeyLogin, cookieLogin, me, rejection, secrets, startHarness } from './harness.ts';

const appKey = { key: '0123456789abcdef', secret: 'plantedappsecret0123456789abcdef' };
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const stat = 'x/relation/stat';

it('the sorted query and the secret are hashed, written as the site’s servers write them', () => {
  const fields = { name: "a b*'(中)", access_key: 'k', fids: '1,2' };
  const query = 'access_key=k&appkey=0123456789abcdef&fids=1%2C2&name=a+b%2A%27%28%E4%B8%AD%29&ts=1700000000';
  expect(signAsApp(fields, appKey, 1_700_000_000)).toEqual({
    ...fields,
    appkey: appKey.key,
    ts: '1700000000',
    sign: md5(query + appKey.secret),
  });
});

it('reads and writes with an access key are signed; those with a cookie, and of guests, are not', async () => {
  const { site, bilibili, session } = await startHarness({ appKey });
  site.on(stat, { json: fixture('people.stat') });
  site.on('x/relation/modify', { json: fixture('relations.modify') });
  site.on('x/v2/relation/followings', { json: fixture('relations.appFollowings') });
  const mine = session(accessKeyLogin);
  await mine.people.stat({ vmid: me });
  await mine.relations.modify({ fid: 1, act: 1 });
  await mine.relations.appFollowings({ vmid: 1 });
  await session(cookieLogin()).people.stat({ vmid: me });
  await bilibili.guest.people.stat({ vmid: me });
  const [read, write, ...others] = site.requests.map(({ query, form }) => ({ ...query, ...form }));
  for (const fields of [read, write]) {
    const { sign, ...rest } = fields ?? {};
    expect(rest).toMatchObject({ access_key: secrets.accessKey, appkey: appKey.key, ts: expect.any(String) });
    const query = Object.entries(rest)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join('='))
      .join('&');
    expect(sign).toBe(md5(query + appKey.secret));
  }
  for (const fields of others) expect(fields).not.toHaveProperty('sign');
  expect(JSON.stringify(site.requests)).not.toContain(appKey.secret);
});

it('without a key of one’s own they go unsigned', async () => {
  const { site, session } = await startHarness();
  site.on(stat, { json: fixture('people.stat') });
  await session(accessKeyLogin).people.stat({ vmid: me });
  expect(site.requests[0]?.query).not.toHaveProperty('sign');
});

it('the secret is in no error, should the site send it back', async () => {
  const { site, session } = await startHarness({ appKey });
  site.on(stat, { json: { code: -400, message: `no ${appKey.secret}` } });
  expect(String(await rejection(session(accessKeyLogin).people.stat({ vmid: me })))).not.toContain(
    appKey.secret,
  );
});
