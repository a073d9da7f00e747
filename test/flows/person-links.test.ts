import { describe, expect, it } from 'vitest';
import { startGuanxi } from '../support/guanxi.ts';

const mid = 701003;

/** A member, a person that links lead to, and what of theirs is linked. */
async function setUp() {
  const guanxi = await startGuanxi();
  const { world } = guanxi;
  world.addPerson({ mid, name: '名字' });
  const { bvid } = world.addVideo({ owner: mid, title: '现场' });
  const alice = await guanxi.member('Alice', 100001);
  return { ...guanxi, alice, bvid, page: `https://space.bilibili.com/${mid}` };
}

type Setting = Awaited<ReturnType<typeof setUp>>;

const forms: readonly [form: string, write: (setting: Setting) => string][] = [
  ['a link with text against it', ({ page }) => `看看${page}来看看`],
  ['a link in Markdown', ({ page }) => `[名字](${page})`],
  ['a link in brackets', ({ page }) => `<${page}>`],
  [
    'a share with brackets in its title',
    ({ bvid }) =>
      `【【4K60FPS】现场-哔哩哔哩】 https://www.bilibili.com/video/${bvid}/?share_source=copy_web`,
  ],
  ['a player', ({ bvid }) => `https://player.bilibili.com/player.html?bvid=${bvid}&page=1`],
  ['a live room', () => `https://live.bilibili.com/h5/${mid}?live_from=85001`],
  ['a short link', ({ world, page }) => world.shortLink(page)],
  [
    'a short link of another host',
    ({ world, page }) => world.shortLink(page).replace('b23.tv', 'bili2233.cn'),
  ],
  [
    'an article',
    ({ world }) => `https://www.bilibili.com/read/cv${world.addPost({ kind: 'article', owner: mid }).id}`,
  ],
  ['a dynamic', ({ world }) => `https://t.bilibili.com/${world.addPost({ kind: 'dynamic', owner: mid }).id}`],
  [
    'an opus',
    ({ world }) => `https://www.bilibili.com/opus/${world.addPost({ kind: 'opus', owner: mid }).id}`,
  ],
  ['a UID in full-width digits', () => 'UID：７０１００３'],
  ['a name after a full-width sign', () => '＠名字'],
  ['invisible characters', () => `\u200b${mid}\ufeff`],
];

describe.each(forms)('%s', (_, write) => {
  it('leads to the person, alone and after a command', async () => {
    const setting = await setUp();
    const { alice, world } = setting;
    const text = write(setting);
    await alice.send(text);
    await alice.see(`UID ${mid}`);
    await alice.send(`/follow ${text}`);
    await alice.see(/✅ 已关注 名字|将关注 1 人/u);
    expect(
      world.requests.all().filter(({ host }) => !/bilibili\.com$|b23\.tv$|bili2233\.cn$/u.test(host)),
    ).toEqual([]);
  });
});

it('a link behind words leads to the person, also in what somebody passes on', async () => {
  const { alice, page } = await setUp();
  await alice.send('看看这个人', { links: { 这个人: page } });
  await alice.see(`UID ${mid}`);
  await alice.send('推荐关注', { links: { 推荐关注: page }, forwardedFrom: 'Bob' });
  await alice.see(`UID ${mid}`);
});

it('a command that is passed on is nobody’s here: it does nothing', async () => {
  const { alice, world } = await setUp();
  await alice.send(`/follow ${mid}`, { forwardedFrom: 'Mallory' });
  await alice.see(/UID 701003|没看懂/u);
  expect(world.requests.count('/relation/modify')).toBe(0);
});

it('a post whose author the site does not say gets a sentence', async () => {
  const { alice } = await setUp();
  await alice.send('/who https://t.bilibili.com/123456789012345678');
  await alice.see('查不到这条动态或专栏的作者');
  await alice.send('/who https://live.bilibili.com/404404');
  await alice.see('找不到这个直播间');
});
