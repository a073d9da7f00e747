import { constants, createPublicKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renewalPath } from '../../src/api/cookie-renewal.ts';
import { credentialInMemory } from '../../src/api/credential.ts';
import { type BilibiliOptions, type Credential, createBilibili } from '../../src/api/index.ts';
import { createKeyedMutex } from '../../src/storage/index.ts';
import { minute } from '../../src/time-units.ts';
import { createTestClock } from '../support/clock.ts';
import { fixture, fixtureText } from '../support/fixture.ts';
import type { ScriptedSite } from '../support/scripted-site.ts';
import { accessKeyLogin, cookieLogin, hastyClock, me, rejection, secrets, startHarness } from './harness.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const day = 24 * 60 * 60 * 1000;

const info = 'x/passport-login/web/cookie/info';
const refresh = 'x/passport-login/web/cookie/refresh';
const confirm = 'x/passport-login/web/confirm/refresh';
const stat = 'x/relation/stat';
const loggedOut = { json: { code: -101, message: '账号未登录' } };
const good = { json: fixture('people.stat') };
const newToken = '00112233445566778899aabbccddeeff';

function open(path: string): string {
  const key = { key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return privateDecrypt(key, Buffer.from(path, 'hex')).toString();
}

/** Makes the site renew; whatever page is asked for under correspond/1/ is the one. */
function scriptRenewal(site: ScriptedSite, wanted = true) {
  site.on(info, { json: { code: 0, message: '0', data: { refresh: wanted, timestamp: 1734097800000 } } });
  site.onPrefix('correspond/1/', { text: fixtureText('login.correspond.html') });
  site.on(refresh, {
    json: fixture('login.cookieRefresh'),
    headers: {
      'set-cookie': ['SESSDATA=new%2C1%2Cx; Path=/; HttpOnly', 'bili_jct=newcsrf; Path=/', 'sid=abc'],
    },
  });
  site.on(confirm, { json: fixture('login.confirmRefresh') });
}

/** Answers logged out to the old cookie, well to the new. */
const byCookie = (request: { headers: { cookie?: string | undefined } }) =>
  request.headers.cookie?.includes('new%2C1%2Cx') ? good : loggedOut;

const paths = (site: ScriptedSite) =>
  site.requests.map(({ path }) => path.replace(/[0-9a-f]{256}/, 'SEALED'));
const wholeRenewal = [info, 'correspond/1/SEALED', refresh, confirm];

describe('the sealed time', () => {
  it('is a minute old, opens with the private key, and is 256 hex digits whatever the bytes', () => {
    for (let time = 0; time < 300; time += 1) {
      const path = renewalPath(1734097800000 + time, pair.publicKey);
      expect(path).toMatch(/^[0-9a-f]{256}$/);
      if (time < 3) expect(open(path)).toBe(`refresh_${1734097800000 - minute + time}`);
    }
  });

  it("is sealed for the site's key unless told otherwise", () => {
    expect(renewalPath(1)).toMatch(/^[0-9a-f]{256}$/);
    expect(() => open(renewalPath(1))).toThrow();
    expect(createPublicKey(pair.privateKey).equals(pair.publicKey)).toBe(true);
  });
});

describe('a session whose cookie has run out', () => {
  it('renews it, saves it before the old is given up, and makes the call once more', async () => {
    const { site, saved, session } = await startHarness({ renewalKey: pair.publicKey });
    scriptRenewal(site);
    site.on(stat, byCookie);
    site.on(confirm, (request) => {
      expect(saved).toHaveLength(1);
      expect(request.headers.cookie).toContain('SESSDATA=new%2C1%2Cx');
      expect(request.form).toEqual({ refresh_token: secrets.refreshToken, csrf: 'newcsrf' });
      return { json: { code: 0, message: '0' } };
    });
    const mine = session();

    await expect(mine.people.stat({ vmid: me })).resolves.toMatchObject({ follower: 365 });

    expect(paths(site)).toEqual([stat, ...wholeRenewal, stat]);
    const sealed = site.requests[2]?.path.slice('correspond/1/'.length) ?? '';
    expect(open(sealed)).toBe(`refresh_${1734097800000 - 60_000}`);
    expect(site.seen(refresh)[0]?.form).toEqual({
      refresh_csrf: 'b0cc8411ded2f9db2cff2edb3123acac',
      refresh_token: secrets.refreshToken,
      source: 'main_web',
      csrf: secrets.csrf,
    });
    expect(saved[0]).toMatchObject({
      cookies: { SESSDATA: 'new%2C1%2Cx', bili_jct: 'newcsrf', sid: 'abc', DedeUserID: String(me) },
      refreshToken: newToken,
      renewedAt: expect.any(Number),
    });
    expect(mine.credential).toEqual(saved[0]);
  });

  it('renews it once for many calls at once', async () => {
    const { site, saved, session } = await startHarness();
    scriptRenewal(site);
    site.on(stat, byCookie);
    const mine = session();
    const calls = await Promise.all([1, 2, 3, 4].map(() => mine.people.stat({ vmid: me })));
    expect(calls).toHaveLength(4);
    expect(saved).toHaveLength(1);
    expect(site.seen(refresh)).toHaveLength(1);
  });

  it('repeats a write too: the site has not done it', async () => {
    const { site, session } = await startHarness();
    scriptRenewal(site);
    site.on('x/relation/modify', byCookie);
    await session().relations.modify({ fid: 1, act: 1 });
    expect(site.seen('x/relation/modify').map(({ form }) => form.csrf)).toEqual([secrets.csrf, 'newcsrf']);
  });

  it('renews with its own time when the site tells none', async () => {
    const clock = createTestClock();
    const { site, session } = await startHarness({ clock, renewalKey: pair.publicKey });
    scriptRenewal(site);
    site.on(info, loggedOut);
    site.on(stat, byCookie);
    await session(cookieLogin({ madeAt: clock.now() })).people.stat({ vmid: me });
    const sealed = site.requests.find(({ path }) => path.startsWith('correspond'))?.path ?? '';
    expect(open(sealed.slice('correspond/1/'.length))).toBe(`refresh_${clock.now() - 60_000}`);
  });

  it.each([
    ['token and cookie do not fit', refresh, { json: { code: 86095, message: '' } }],
    ['the site does not take the csrf', refresh, { json: { code: -111, message: '' } }],
    ['the site gives no cookies', refresh, { json: fixture('login.cookieRefresh') }],
  ])('is logged out when %s, and keeps what it has', async (_, path, reply) => {
    const { site, saved, session } = await startHarness();
    scriptRenewal(site);
    site.on(stat, loggedOut);
    site.on(path, reply);
    const mine = session();
    await expect(mine.people.stat({ vmid: me })).rejects.toMatchObject({ reason: 'login', endpoint: stat });
    expect(saved).toHaveLength(0);
    expect(site.seen(confirm)).toHaveLength(0);
    expect(mine.credential).toMatchObject({ refreshToken: secrets.refreshToken });
  });

  it('is logged out when the page for the renewal is not there', async () => {
    const { site, session } = await startHarness();
    scriptRenewal(site);
    site.onPrefix('correspond/1/', { text: '<html>', status: 404 });
    site.on(stat, loggedOut);
    await expect(session().people.stat({ vmid: me })).rejects.toMatchObject({ reason: 'login' });
  });

  it('does not try again what the site has refused', async () => {
    const { site, session } = await startHarness();
    scriptRenewal(site);
    site.on(stat, loggedOut);
    site.on(refresh, { json: { code: 86095, message: '' } });
    const mine = session();
    await rejection(mine.people.stat({ vmid: me }));
    await expect(mine.people.stat({ vmid: me })).rejects.toMatchObject({ reason: 'login' });
    expect(site.seen(refresh)).toHaveLength(1);
  });

  it('says "no answer" when the renewal got none, and tries it again with the next call', async () => {
    const { site, session } = await startHarness();
    scriptRenewal(site);
    site.on(stat, byCookie);
    site.on(refresh, 'drop', {
      json: fixture('login.cookieRefresh'),
      headers: { 'set-cookie': ['SESSDATA=new%2C1%2Cx', 'bili_jct=newcsrf'] },
    });
    const mine = session();
    await expect(mine.people.stat({ vmid: me })).rejects.toMatchObject({ why: 'network', endpoint: refresh });
    await expect(mine.people.stat({ vmid: me })).resolves.toMatchObject({ follower: 365 });
  });

  it.each([
    ['without a refresh token', cookieLogin()],
    ['with an access key', accessKeyLogin],
  ])('is logged out %s', async (_, credential) => {
    const { site, session } = await startHarness();
    site.on(stat, loggedOut);
    const { refreshToken: __, ...bare } = credential as ReturnType<typeof cookieLogin>;
    await expect(session(bare).people.stat({ vmid: me })).rejects.toMatchObject({
      reason: 'login',
      code: -101,
    });
    expect(site.requests).toHaveLength(1);
  });

  it('gives nothing up when the new login cannot be saved', async () => {
    const { site, bilibili } = await startHarness();
    scriptRenewal(site);
    site.on(stat, loggedOut);
    const full = new Error('disk full');
    const credential = cookieLogin();
    const store = credentialInMemory(credential, () => Promise.reject(full));
    const mine = bilibili.session({ mid: me, credential, store });
    expect(await rejection(mine.people.stat({ vmid: me }))).toBe(full);
    expect(site.seen(confirm)).toHaveLength(0);
    expect(mine.credential).toMatchObject({ refreshToken: secrets.refreshToken });
  });

  it('is good with the new login even when the old cannot be given up', async () => {
    const { site, session } = await startHarness();
    scriptRenewal(site);
    site.on(stat, byCookie);
    site.on(confirm, 'drop');
    await expect(session().people.stat({ vmid: me })).resolves.toMatchObject({ follower: 365 });
    expect(site.seen(confirm)).toHaveLength(2);
  });

  it('finishes the renewal when the call that caused it is given up', async () => {
    const { site, saved, session } = await startHarness();
    scriptRenewal(site);
    site.on(stat, byCookie);
    const stop = new AbortController();
    site.on(refresh, () => {
      stop.abort('left');
      return {
        json: fixture('login.cookieRefresh'),
        headers: { 'set-cookie': ['SESSDATA=new%2C1%2Cx', 'bili_jct=newcsrf'] },
      };
    });
    const mine = session();
    expect(await rejection(mine.people.stat({ vmid: me }, { signal: stop.signal }))).toBe('left');
    await mine.people.stat({ vmid: me });
    expect(saved).toHaveLength(1);
    expect(site.seen(refresh)).toHaveLength(1);
  });
});

describe('the daily check', () => {
  it('comes before the first call after a day, and is saved', async () => {
    const clock = createTestClock();
    const { site, saved, session } = await startHarness({ clock });
    scriptRenewal(site, false);
    site.on(stat, good);
    const mine = session(cookieLogin({ madeAt: clock.now() }));

    await mine.people.stat({ vmid: me });
    await clock.advance(day);
    await Promise.all([mine.people.stat({ vmid: me }), mine.people.stat({ vmid: me })]);
    await mine.people.stat({ vmid: me });

    expect(paths(site)).toEqual([stat, info, stat, stat, stat]);
    expect(saved).toEqual([{ ...cookieLogin({ madeAt: clock.now() - day }), checkedAt: clock.now() }]);
  });

  it('comes also when the last one was made by a clock that was a year ahead', async () => {
    const clock = createTestClock();
    const { site, saved, session } = await startHarness({ clock });
    scriptRenewal(site, false);
    site.on(stat, good);
    const checkedAt = clock.now() + 365 * day;
    await session(cookieLogin({ madeAt: 0, checkedAt })).people.stat({ vmid: me });
    expect(paths(site)).toEqual([info, stat]);
    expect(saved).toMatchObject([{ checkedAt: clock.now() }]);
  });

  it('renews when the site wants it', async () => {
    const clock = createTestClock();
    const { site, saved, session } = await startHarness({ clock });
    scriptRenewal(site);
    site.on(stat, good);
    await session(cookieLogin({ madeAt: 0, checkedAt: clock.now() - day })).people.stat({ vmid: me });
    expect(paths(site)).toEqual([...wholeRenewal, stat]);
    expect(saved).toMatchObject([{ refreshToken: newToken, checkedAt: clock.now() }]);
  });

  it('that fails does not keep a call from being made, and waits an hour', async () => {
    const clock = createTestClock();
    const { site, session } = await startHarness({ clock });
    scriptRenewal(site);
    site.on(info, { json: { code: -400, message: '' } });
    site.on(stat, good);
    const mine = session(cookieLogin({ madeAt: 0 }));
    await mine.people.stat({ vmid: me });
    await mine.people.stat({ vmid: me });
    expect(site.seen(info)).toHaveLength(1);
    await clock.advance(day / 24);
    await mine.people.stat({ vmid: me });
    expect(site.seen(info)).toHaveLength(2);
  });
});

describe('a login that two processes have', () => {
  /** Two clients of one site, and where both keep the login. */
  async function useProcesses(credential = cookieLogin(), changes: Partial<BilibiliOptions> = {}) {
    const kept: { credential: Credential | undefined } = { credential };
    const mutex = createKeyedMutex();
    const options: Partial<BilibiliOptions> = {
      renewalKey: pair.publicKey,
      exclusively: (name, work) => mutex.run(name, work),
      ...changes,
    };
    const { site, bilibili } = await startHarness(options);
    const other = createBilibili({
      root: site.root,
      readSpacing: 0,
      writeSpacing: 0,
      clock: hastyClock,
      ...options,
    });
    scriptRenewal(site);
    const sessions = [bilibili, other].map((client) =>
      client.session({
        mid: me,
        credential,
        store: {
          async save(changed) {
            kept.credential = changed;
          },
          read: async () => kept.credential,
        },
      }),
    );
    return { site, sessions, kept };
  }

  it('is renewed by one of them; the other goes on with what that one kept', async () => {
    const { site, sessions, kept } = await useProcesses();
    site.on(stat, byCookie);
    await Promise.all(sessions.map(({ people }) => people.stat({ vmid: me })));
    expect(site.seen(refresh)).toHaveLength(1);
    for (const { credential } of sessions) expect(credential).toEqual(kept.credential);
  });

  it('is asked about once a day by one of them', async () => {
    const old = cookieLogin({ madeAt: Date.now() - 2 * day });
    const { site, sessions } = await useProcesses(old);
    site.on(stat, good);
    await Promise.all(sessions.map(({ people }) => people.stat({ vmid: me })));
    expect(site.seen(info)).toHaveLength(1);
    expect(site.seen(refresh)).toHaveLength(1);
  });

  it('is left to the other that polls the account, until that one is late by an hour', async () => {
    const late = cookieLogin({ madeAt: Date.now() - day - 30 * 60_000 });
    const first = await useProcesses(late, { checksFirst: () => false });
    first.site.on(stat, good);
    await first.sessions[0]?.people.stat({ vmid: me });
    expect(first.site.seen(info)).toHaveLength(0);
    const later = cookieLogin({ madeAt: Date.now() - day - 61 * 60_000 });
    const second = await useProcesses(later, { checksFirst: () => false });
    second.site.on(stat, good);
    await second.sessions[0]?.people.stat({ vmid: me });
    expect(second.site.seen(info)).toHaveLength(1);
  });

  const renewedElsewhere = () =>
    cookieLogin({
      cookies: { ...cookieLogin().cookies, SESSDATA: 'new%2C1%2Cx', bili_jct: 'newcsrf' },
      refreshToken: newToken,
    });

  it('is read again when the site refuses it: what was renewed elsewhere is not renewed anew', async () => {
    const { site, sessions, kept } = await useProcesses();
    site.on(stat, byCookie);
    kept.credential = renewedElsewhere();
    await sessions[0]?.people.stat({ vmid: me });
    expect(paths(site)).toEqual([stat, stat]);
    expect(sessions[0]?.credential).toEqual(kept.credential);
  });

  it('is taken over from elsewhere also where it cannot be renewed', async () => {
    const { refreshToken: _, ...pasted } = cookieLogin();
    const { site, sessions, kept } = await useProcesses(pasted);
    site.on(stat, byCookie);
    kept.credential = renewedElsewhere();
    await sessions[0]?.people.stat({ vmid: me });
    expect(paths(site)).toEqual([stat, stat]);
  });

  it('is renewed though the other has noted something about it: that is no other login', async () => {
    const { site, sessions, kept } = await useProcesses();
    site.on(stat, byCookie);
    const noted = cookieLogin({ checkedAt: Date.now() });
    kept.credential = { ...noted, cookies: { ...noted.cookies, buvid4: 'device' } };
    await sessions[0]?.people.stat({ vmid: me });
    expect(paths(site)).toEqual([stat, ...wholeRenewal, stat]);
    expect(kept.credential).toMatchObject({ cookies: { SESSDATA: 'new%2C1%2Cx', buvid4: 'device' } });
  });

  it('is not renewed any more once it was ended, and nothing is brought back', async () => {
    const { site, sessions, kept } = await useProcesses(cookieLogin({ madeAt: Date.now() - 2 * day }));
    site.on(stat, loggedOut);
    kept.credential = undefined;
    expect(await rejection(sessions[0]?.people.stat({ vmid: me }) ?? Promise.resolve())).toMatchObject({
      reason: 'login',
    });
    expect(paths(site)).toEqual([stat]);
    expect(kept.credential).toBeUndefined();
  });
});
