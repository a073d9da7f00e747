import { describe, expect, it } from 'vitest';
import { BilibiliRefused } from '../../src/api/index.ts';
import { createTestClock } from '../support/clock.ts';
import { fixture } from '../support/fixture.ts';
import { accessKeyLogin, cookieLogin, rejection, startHarness } from './harness.ts';

const minute = 60_000;
const stat = 'x/relation/stat';
const ok = { json: { code: 0, data: { mid: 1, following: 1, follower: 1 } } };

describe('a session that met risk control', () => {
  it.each([-352, -509, -799, 22015])('by %i rests, and others do not', async (code) => {
    const clock = createTestClock();
    const { site, bilibili, session } = await startHarness({ clock });
    site.on(stat, { json: { code, message: '' } }, ok);
    site.on('x/web-interface/nav', { json: fixture('people.nav') });
    const [mine, others] = [session(accessKeyLogin, 1), session(accessKeyLogin, 2)];
    const restUntil = clock.now() + 5 * minute;

    await expect(mine.people.stat({ vmid: 1 })).rejects.toMatchObject({ reason: 'risk', code, restUntil });
    await expect(mine.relations.modify({ fid: 1, act: 1 })).rejects.toMatchObject({
      reason: 'risk',
      restUntil,
    });
    await others.people.stat({ vmid: 1 });
    expect(site.seen(stat)).toHaveLength(2);
    expect(bilibili.egress()).toMatchObject([{ resting: 1, restUntil: undefined }]);

    await clock.advance(5 * minute);
    expect(bilibili.egress()).toMatchObject([{ resting: 0, restUntil: undefined }]);
    await mine.people.stat({ vmid: 1 });
    expect(site.seen(stat)).toHaveLength(3);
  });

  it('by HTTP 412 rests everyone, guests and QR logins too', async () => {
    const clock = createTestClock();
    const { site, bilibili, session } = await startHarness({ clock });
    site.on(stat, { text: '<html>错误号: 412', status: 412 }, ok);
    const risk = { reason: 'risk', code: -412, restUntil: clock.now() + 5 * minute };

    await expect(session(accessKeyLogin, 1).people.stat({ vmid: 1 })).rejects.toMatchObject(risk);
    await expect(session(accessKeyLogin, 2).people.stat({ vmid: 1 })).rejects.toMatchObject(risk);
    await expect(bilibili.guest.people.stat({ vmid: 1 })).rejects.toMatchObject(risk);
    await expect(bilibili.qr.poll('key')).rejects.toMatchObject(risk);
    await expect(bilibili.resolveShortLink('https://b23.tv/abc')).rejects.toMatchObject(risk);
    await expect(bilibili.identify(cookieLogin())).rejects.toMatchObject(risk);
    expect(site.requests).toHaveLength(1);
    expect(bilibili.egress()).toMatchObject([{ resting: 0, restUntil: clock.now() + 5 * minute }]);
  });

  it('rests as short as before once a call went well after it', async () => {
    const clock = createTestClock();
    const { site, session } = await startHarness({ clock });
    const risk = { json: { code: -799, message: '' } };
    site.on(stat, risk, ok, risk, risk);
    const mine = session(accessKeyLogin, 1);
    const restOf = async () => {
      const error = await rejection(mine.people.stat({ vmid: 1 }));
      const until = error instanceof BilibiliRefused ? error.restUntil : undefined;
      const rest = (until ?? 0) - clock.now();
      await clock.advance(rest);
      return rest / minute;
    };
    const first = await restOf();
    await mine.people.stat({ vmid: 1 });
    expect([first, await restOf(), await restOf()]).toEqual([5, 5, 10]);
  });

  it('shares its rest with other sessions of the same person', async () => {
    const { site, session } = await startHarness({ clock: createTestClock() });
    site.on(stat, { json: { code: -509, message: '' } });
    await expect(session(accessKeyLogin, 1).people.stat({ vmid: 1 })).rejects.toMatchObject({
      reason: 'risk',
    });
    await expect(session(accessKeyLogin, 1).people.stat({ vmid: 1 })).rejects.toMatchObject({
      reason: 'risk',
    });
    expect(site.requests).toHaveLength(1);
  });
});

describe('the requests of a session', () => {
  it('are spaced, whoever of the person asks', async () => {
    const clock = createTestClock();
    const { site, session } = await startHarness({ clock, readSpacing: 1000, writeSpacing: 4000 });
    site.on(stat, ok);
    await session(accessKeyLogin, 1).people.stat({ vmid: 1 });
    const second = session(accessKeyLogin, 1).people.stat({ vmid: 1 });
    await clock.advance(999);
    expect(site.requests).toHaveLength(1);
    await clock.advance(1);
    await second;
    expect(site.requests).toHaveLength(2);
  });
});
