import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { fixture } from '../support/fixture.ts';
import type { Reply, SeenRequest } from '../support/scripted-site.ts';
import { accessKeyLogin, cookieLogin, me, rejection, secrets, startHarness } from './harness.ts';

const nav = 'x/web-interface/nav';
const web = 'x/web-interface/relation';
const wbi = 'x/space/wbi/acc/relation';
const search = 'x/web-interface/wbi/search/type';
const spi = 'x/frontend/finger/spi';
const exit = 'login/exit/v2';

describe('both sides of a relation', () => {
  it('come from the unsigned endpoint', async () => {
    const { site, session } = await startHarness();
    site.on(web, { json: fixture('relations.webBothSides') });
    await expect(session().bothSides.one(15858903)).resolves.toMatchObject({
      mine: { mid: 15858903, relation: 'mutual' },
      theirs: { mid: me, relation: 'mutual' },
    });
    expect(site.requests).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ['permission', { json: { code: -403, message: '' } }],
    ['gone', { json: { code: -404, message: '' } }],
    ['unknown', { json: { code: 12345, message: '' } }],
    ['no usable answer', { text: '<html>', status: 404 }],
  ])('come from the signed one after %s', async (_, reply) => {
    const { site, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(web, reply);
    site.on(wbi, { json: fixture('relations.wbiBothSides') });
    await expect(session().bothSides.one(15858903)).resolves.toMatchObject({ theirs: { mid: me } });
  });

  it.each([
    ['risk', -509],
    ['login', -101],
    ['input', -400],
  ])('are not asked for again after %s', async (reason, code) => {
    const { site, session } = await startHarness();
    site.on(web, { json: { code, message: '' } });
    await expect(session(accessKeyLogin).bothSides.one(7)).rejects.toMatchObject({ reason });
    expect(site.requests).toHaveLength(1);
  });
});

describe('the relations to many', () => {
  const many = 'x/relation/interrelations';
  const row = (mid: number, isFollowed: boolean) => ({
    mid,
    attribute: 2,
    mtime: 5,
    tag: null,
    special: 0,
    is_followed: isFollowed,
    is_blacked: false,
  });
  const answerTo = (count: number) => (request: SeenRequest) => {
    const fids = (request.query.fids ?? '').split(',').slice(0, count).map(Number);
    return {
      json: {
        code: 0,
        message: '0',
        data: Object.fromEntries(fids.map((mid) => [mid, row(mid, mid % 2 === 0)])),
      },
    };
  };
  const bothOf = ({ query }: SeenRequest) => ({
    json: {
      code: 0,
      message: '0',
      data: { relation: row(Number(query.mid), true), be_relation: row(me, true) },
    },
  });
  const mids = Array.from({ length: 45 }, (_, index) => index + 1);

  it('are asked for twenty at a time, both sides at once', async () => {
    const { site, session } = await startHarness();
    site.on(many, answerTo(20));
    const found = await session().bothSides.many(mids);
    expect(site.requests).toHaveLength(3);
    expect([...found.keys()]).toEqual(mids);
    expect(found.get(2)).toEqual({
      mine: { mid: 2, relation: 'following', mtime: 5, tag: [], special: false },
      followsMe: true,
    });
    expect(found.get(3)?.followsMe).toBe(false);
  });

  it('are asked for one by one for whom it leaves out', async () => {
    const { site, session } = await startHarness();
    site.on(many, answerTo(1));
    site.on(web, bothOf);
    const found = await session().bothSides.many([4, 7]);
    expect(site.seen(web).map(({ query }) => query.mid)).toEqual(['7']);
    expect(found.get(7)).toMatchObject({ mine: { mid: 7, relation: 'following' }, followsMe: true });
  });

  it.each<[string, Reply]>([
    ['-404', { json: { code: -404, message: '' } }],
    ['-400', { json: { code: -400, message: '' } }],
    ['another shape', { json: { code: 0, message: '0', data: { 4: { mid: 4 } } } }],
    ['a page', { text: '<html>', status: 404 }],
  ])('are asked for one by one after %s, and the endpoint no more', async (_, reply) => {
    const { site, session } = await startHarness();
    site.on(many, reply);
    site.on(web, bothOf);
    const { bothSides } = session();
    expect((await bothSides.many([4])).get(4)).toMatchObject({ followsMe: true });
    const asked = site.seen(many).length;
    await bothSides.many([5]);
    expect(site.seen(many)).toHaveLength(asked);
    expect(site.seen(web)).toHaveLength(2);
  });

  it.each<[string, Reply, object]>([
    ['risk control', { json: { code: -509, message: '' } }, { reason: 'risk' }],
    ['logged out', { json: { code: -101, message: '' } }, { reason: 'login' }],
    ['no connection', 'drop', { why: 'network' }],
  ])('are not asked for one by one after %s', async (_, reply, expected) => {
    const { site, session } = await startHarness();
    site.on(many, reply);
    await expect(session(accessKeyLogin).bothSides.many([4])).rejects.toMatchObject(expected);
    expect(site.seen(web)).toHaveLength(0);
  });
});

describe('the device cookies', () => {
  const { buvid3: _, ...bare } = cookieLogin().cookies;

  it('go with every call: fetched once a login before the first, also of several at once', async () => {
    const { site, saved, session } = await startHarness();
    const stat = 'x/relation/stat';
    site.on(spi, { json: fixture('people.fingerprint') });
    site.on(stat, { json: fixture('people.stat') });
    site.on('x/relation/modify', { json: fixture('relations.modify') });
    const mine = session(cookieLogin({ cookies: bare }));
    await Promise.all([mine.people.stat({ vmid: me }), mine.relations.modify({ fid: 2, act: 1 })]);
    await mine.people.stat({ vmid: me });
    const [first, ...others] = site.requests;
    expect(first).toMatchObject({ path: spi });
    expect(others).toHaveLength(3);
    for (const { headers } of others) {
      expect(headers.cookie).toMatch(/buvid3=2D4B09A5-[^;]+infoc/);
      expect(headers.cookie).toContain('buvid4=2D4B09A5-AC72-%2Bd%2FK%3D%3D');
    }
    expect(saved).toHaveLength(1);
    const again = session(saved[0]);
    await again.people.stat({ vmid: me });
    expect(site.seen(spi)).toHaveLength(1);
  });

  it('are fetched before the first search, encoded, kept with the login, and not fetched again', async () => {
    const { site, saved, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(spi, { json: fixture('people.fingerprint') });
    site.on(search, { json: fixture('people.search') });
    const mine = session(cookieLogin({ cookies: bare }));
    await Promise.all([mine.people.search({ keyword: 'a' }), mine.people.search({ keyword: 'b' })]);
    expect(site.seen(spi)).toHaveLength(1);
    expect(site.seen(spi)[0]?.headers.cookie).toBeUndefined();
    expect(site.seen(search).at(-1)?.headers.cookie).toContain('buvid4=2D4B09A5-AC72-%2Bd%2FK%3D%3D');
    expect(saved).toEqual([mine.credential]);
    expect(mine.credential).toMatchObject({
      cookies: { ...bare, buvid3: '2D4B09A5-0E5F-4537-9F7C-E293CE7324F763283infoc' },
    });
  });

  it('are done without when the site does not give them, and asked for again after an hour', async () => {
    const clock = createTestClock();
    const { site, saved, session } = await startHarness({ clock });
    site.on(nav, { json: fixture('people.nav') });
    site.on(spi, { json: { code: -400, message: '' } });
    site.on(search, { json: fixture('people.search') });
    const mine = session(cookieLogin({ cookies: bare, madeAt: clock.now() }));
    await mine.people.search({ keyword: 'a' });
    await mine.people.search({ keyword: 'b' });
    expect(site.seen(spi)).toHaveLength(1);
    expect(saved).toHaveLength(0);
    await clock.advance(60 * 60_000);
    await mine.people.search({ keyword: 'c' });
    expect(site.seen(spi)).toHaveLength(2);
  });

  it.each([
    ['has them', cookieLogin()],
    ['is an access key', accessKeyLogin],
  ])('are not fetched when the login %s', async (_name, credential) => {
    const { site, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(search, { json: fixture('people.search') });
    await session(credential).people.search({ keyword: 'a' });
    expect(site.seen(spi)).toHaveLength(0);
  });
});

describe('logging out', () => {
  it('ends the login at the site', async () => {
    const { site, session } = await startHarness();
    site.on(exit, { json: fixture('login.logout') });
    await session().logout();
    expect(site.requests).toMatchObject([
      { host: 'passport.bilibili.com', form: { biliCSRF: secrets.csrf } },
    ]);
  });

  it('of an access key asks nobody', async () => {
    const { site, session } = await startHarness();
    await session(accessKeyLogin).logout();
    expect(site.requests).toHaveLength(0);
  });

  it('is done when the login has ended already, and renews nothing', async () => {
    const { site, session } = await startHarness();
    site.on(exit, { json: { code: -101, message: '' } });
    await session().logout();
    expect(site.requests).toHaveLength(1);
  });

  it('answered with a page is done when nobody is logged in any more', async () => {
    const { site, session } = await startHarness();
    site.on(exit, { text: '<html>login</html>' });
    site.on(nav, { json: fixture('people.nav.loggedOut') });
    await session().logout();
    site.on(nav, { json: fixture('people.nav') });
    await expect(session().logout()).rejects.toMatchObject({ why: 'answer' });
  });

  it('that is refused says so', async () => {
    const { site, session } = await startHarness();
    site.on(exit, { json: { code: 2202, message: 'csrf 请求非法' } });
    await expect(session().logout()).rejects.toMatchObject({ reason: 'csrf' });
  });
});

describe('identifying a login', () => {
  const list = 'x/relation/followings';

  it.each([
    ['a cookie', cookieLogin()],
    ['an access key', accessKeyLogin],
  ])('tells whose %s is', async (_name, credential) => {
    const { site, bilibili } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(list, { json: { code: 0, message: '0', data: { list: [], total: 0 } } });
    await expect(bilibili.identify(credential)).resolves.toEqual({
      mid: me,
      name: '一个测试号',
      face: 'https://i0.hdslb.com/bfs/face/aebb2639a0d47f2ce1fec0631f412eaf53d4a0be.jpg',
      credential,
    });
  });

  it('asks with device cookies of the site, and gives them back to be kept', async () => {
    const { site, bilibili } = await startHarness();
    site.on(spi, { json: fixture('people.fingerprint') });
    site.on(nav, { json: fixture('people.nav') });
    const { buvid3: _, ...bare } = cookieLogin().cookies;
    const { credential } = await bilibili.identify(cookieLogin({ cookies: bare }));
    expect(credential).toMatchObject({ cookies: { ...bare, buvid3: expect.stringMatching(/infoc$/) } });
    expect(site.seen(nav)[0]?.headers.cookie).toContain('buvid3=');
    expect(site.requests).toHaveLength(2);
  });

  it.each([
    ['by number', fixture('people.nav.loggedOut')],
    ['by word', { code: 0, message: '0', data: { isLogin: false, mid: 0, uname: '', face: '' } }],
  ])('refuses one of nobody, told %s', async (_name, json) => {
    const { site, bilibili } = await startHarness();
    site.on(nav, { json });
    await expect(bilibili.identify(cookieLogin())).rejects.toMatchObject({ reason: 'login', code: -101 });
  });

  it.each([-2, -101, -3, -663])('refuses an access key that opens no list (%i)', async (code) => {
    const { site, bilibili } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(list, { json: { code, message: '' } });
    await expect(bilibili.identify(accessKeyLogin)).rejects.toMatchObject({ reason: 'login', code });
    expect(site.seen(list)[0]?.query).toMatchObject({ vmid: String(me), access_key: secrets.accessKey });
  });

  it('takes one whose list says nothing of the key', async () => {
    const { site, bilibili } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(list, { json: { code: 22115, message: '' } });
    await expect(bilibili.identify(accessKeyLogin)).resolves.toMatchObject({ mid: me });
  });

  it('does not wait for other identifications', async () => {
    const { site, bilibili } = await startHarness({ timeout: 60_000 });
    site.on(nav, 'hang', { json: fixture('people.nav') });
    const stop = new AbortController();
    const first = rejection(bilibili.identify(cookieLogin(), { signal: stop.signal }));
    await site.arrived(nav, 1);
    await bilibili.identify(cookieLogin());
    stop.abort('left');
    expect(await first).toBe('left');
  });
});
