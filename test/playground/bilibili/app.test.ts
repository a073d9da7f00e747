import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createBilibiliApp, createWorld } from '../../../playground/bilibili/index.ts';

it('answers the same below a prefix of another app, and logs the paths of the site', async () => {
  const world = createWorld({ people: 0 });
  const app = new Hono().route('/bilibili', createBilibiliApp(world));
  const link = world.shortLink('https://space.bilibili.com/1').replace('https://b23.tv/', '');
  expect((await app.request(`/bilibili/b23.tv/${link}`)).status).toBe(302);
  expect(await (await app.request('/bilibili/api.bilibili.com/x/web-interface/nav')).json()).toMatchObject({
    code: -101,
  });
  expect((await app.request('/bilibili/api.bilibili.com/x/nowhere')).status).toBe(404);
  expect(await (await app.request('/bilibili/control/state')).json()).toMatchObject({ ok: true });
  expect(world.requests.all().map(({ host, path }) => host + path)).toEqual([
    `b23.tv/${link}`,
    'api.bilibili.com/x/web-interface/nav',
    'api.bilibili.com/x/nowhere',
  ]);
});
