import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/api/index.ts';
import { createTestClock } from '../support/clock.ts';
import { fixture, fixtureText } from '../support/fixture.ts';
import type { Reply } from '../support/scripted-site.ts';
import { accessKeyLogin, cookieLogin, me, rejection, startHarness } from './harness.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const nav = 'x/web-interface/nav';
const stat = 'x/relation/stat';
const modify = 'x/relation/modify';
const info = 'x/passport-login/web/cookie/info';
const refresh = 'x/passport-login/web/cookie/refresh';

const risk: Reply = { json: { code: -352, message: '风控校验失败' } };
const ok: Reply = { json: fixture('people.stat') };
const loggedOut: Reply = { json: { code: -101, message: '账号未登录' } };
const { refreshToken: _, ...pasted } = cookieLogin();

const read = (session: Session) => session.people.stat({ vmid: me });
const write = (session: Session) => session.relations.modify({ fid: 1, act: 1 });

describe('after a risk answer, a session asks whether its login lives:', () => {
  it.each([
    ['of a cookie, told by number', pasted, { json: fixture('people.nav.loggedOut') }],
    ['of a cookie, told by word', pasted, { json: { code: 0, message: '0', data: { isLogin: false } } }],
    ['of an access key', accessKeyLogin, { json: { code: -2, message: '' } }],
  ])('a dead one %s is told as such, and nobody rests', async (_name, credential, answer: Reply) => {
    const { site, bilibili, session } = await startHarness({ clock: createTestClock() });
    site.on(stat, risk);
    site.on(nav, answer);
    const mine = session(credential);
    await expect(read(mine)).rejects.toMatchObject({ reason: 'login', code: -352, endpoint: stat });
    expect(bilibili.egress()).toMatchObject([{ resting: 0, restUntil: undefined }]);
    // What is known of it is not asked for again.
    await expect(read(mine)).rejects.toMatchObject({ reason: 'login' });
    expect(site.requests.map(({ path }) => path)).toEqual([stat, nav, stat]);
  });

  it.each<[string, Reply]>([
    ['lives', { json: fixture('people.nav') }],
    ['cannot be asked about: no answer', 'drop'],
    ['cannot be asked about: risk control', risk],
    ['cannot be asked about: something else', { json: { code: -400, message: '' } }],
    ['cannot be asked about: an odd answer', { json: { code: 0, message: '0', data: [] } }],
  ])('one that %s rests, once asked before and never meanwhile', async (_name, answer) => {
    const clock = createTestClock();
    const { site, session } = await startHarness({ clock });
    site.on(stat, risk);
    site.on(modify, risk);
    site.on(nav, answer);
    const mine = session(pasted);
    const restUntil = clock.now() + 5 * minute;
    await expect(read(mine)).rejects.toMatchObject({ reason: 'risk', code: -352, restUntil });
    await expect(read(mine)).rejects.toMatchObject({ reason: 'risk', restUntil });
    await clock.advance(4 * minute);
    await expect(write(mine)).rejects.toMatchObject({ reason: 'risk', restUntil });
    expect(site.requests.map(({ path }) => path)).toEqual([stat, nav]);
    await clock.advance(minute);
    await expect(write(mine)).rejects.toMatchObject({ reason: 'risk' });
    expect(site.requests.map(({ path }) => path)).toEqual([stat, nav, modify, nav]);
  });

  it('a dead one is renewed, and the call made once more', async () => {
    const { site, session, saved } = await startHarness();
    const isNew = (cookie = '') => cookie.includes('new%2C1%2Cx');
    site.on(stat, ({ headers }) => (isNew(headers.cookie) ? ok : risk));
    site.on(nav, { json: fixture('people.nav.loggedOut') });
    site.on(info, loggedOut);
    site.onPrefix('correspond/1/', { text: fixtureText('login.correspond.html') });
    site.on(refresh, {
      json: fixture('login.cookieRefresh'),
      headers: { 'set-cookie': ['SESSDATA=new%2C1%2Cx', 'bili_jct=newcsrf'] },
    });
    site.on('x/passport-login/web/confirm/refresh', { json: fixture('login.confirmRefresh') });
    await expect(read(session())).resolves.toMatchObject({ follower: 365 });
    expect(saved).toHaveLength(1);
  });

  it('a write that met it is told as the login too, and not made again', async () => {
    const { site, session } = await startHarness();
    site.on(modify, risk);
    site.on(nav, { json: fixture('people.nav.loggedOut') });
    await expect(write(session(pasted))).rejects.toMatchObject({ reason: 'login' });
    expect(site.seen(modify)).toHaveLength(1);
  });

  it.each([
    ['-412', { json: { code: -412, message: '' } }],
    ['-509', { json: { code: -509, message: '' } }],
  ])('but not after %s', async (_name, answer: Reply) => {
    const { site, session } = await startHarness({ clock: createTestClock() });
    site.on(stat, answer);
    await expect(read(session(pasted))).rejects.toMatchObject({ reason: 'risk' });
    expect(site.seen(nav)).toHaveLength(0);
  });

  it('and rests all the same when the call is given up meanwhile', async () => {
    const clock = createTestClock();
    const { site, bilibili, session } = await startHarness({ clock });
    site.on(stat, risk);
    site.on(nav, 'hang');
    const stop = new AbortController();
    const call = rejection(session(pasted).people.stat({ vmid: me }, { signal: stop.signal }));
    await site.arrived(nav, 1);
    stop.abort('left');
    expect(await call).toBe('left');
    expect(bilibili.egress()).toMatchObject([{ resting: 1, restUntil: undefined }]);
  });

  it('and a guest does not', async () => {
    const { site, bilibili } = await startHarness({ clock: createTestClock() });
    site.on(stat, risk);
    await expect(bilibili.guest.people.stat({ vmid: me })).rejects.toMatchObject({ reason: 'risk' });
    expect(site.requests).toHaveLength(1);
  });
});

describe('the daily check that is answered -101', () => {
  const old = () => cookieLogin({ madeAt: 0 });

  it('renews, and the call is made with the new login', async () => {
    const { site, session } = await startHarness({ clock: createTestClock() });
    site.on(info, loggedOut);
    site.onPrefix('correspond/1/', { text: fixtureText('login.correspond.html') });
    site.on(refresh, {
      json: fixture('login.cookieRefresh'),
      headers: { 'set-cookie': ['SESSDATA=new%2C1%2Cx', 'bili_jct=newcsrf'] },
    });
    site.on('x/passport-login/web/confirm/refresh', { json: fixture('login.confirmRefresh') });
    site.on(stat, ok);
    await read(session(old()));
    expect(site.seen(stat)[0]?.headers.cookie).toContain('new%2C1%2Cx');
  });

  it.each<[string, Reply]>([
    ['the token does not fit', { json: { code: 86095, message: '' } }],
    ['the site says no', loggedOut],
  ])('is told as a dead login when %s', async (_name, answer) => {
    const clock = createTestClock();
    const { site, session } = await startHarness({ clock });
    site.on(info, loggedOut);
    site.onPrefix('correspond/1/', { text: fixtureText('login.correspond.html') });
    site.on(refresh, answer);
    site.on(stat, risk);
    site.on(nav, { json: fixture('people.nav.loggedOut') });
    const mine = session(old());
    expect(await rejection(read(mine))).toMatchObject({ reason: 'login', code: -101 });
    expect(site.seen(stat)).toHaveLength(0);
    // Whoever asks later hears the same, without another renewal.
    await clock.advance(2 * minute);
    expect(await rejection(read(mine))).toMatchObject({ reason: 'login' });
    expect(site.seen(refresh)).toHaveLength(1);
    await clock.advance(day);
    expect(await rejection(read(mine))).toMatchObject({ reason: 'login' });
    expect(site.seen(refresh)).toHaveLength(1);
  });

  it('leaves it to the call when the site cannot be reached for the renewal', async () => {
    const { site, session } = await startHarness({ clock: createTestClock() });
    site.on(info, loggedOut);
    site.onPrefix('correspond/1/', { text: fixtureText('login.correspond.html') });
    site.on(refresh, 'drop');
    site.on(stat, ok);
    await expect(read(session(old()))).resolves.toMatchObject({ follower: 365 });
  });
});
