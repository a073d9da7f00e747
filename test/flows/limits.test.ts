import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { cookieLine, startGuanxi } from '../support/guanxi.ts';

const hour = 3600_000;

/** Sends `/me` so many times, without waiting for an answer. */
async function hurry(person: { send(text: string): Promise<unknown> }, times: number): Promise<void> {
  for (let sent = 0; sent < times; sent += 1) await person.send('/me');
}

describe('commands beyond twenty a minute', () => {
  it.each([
    ['zh-hans', '请慢一点：一分钟最多 20 条命令和消息。60 秒后', '还没有登录'],
    [
      'en',
      'Slow down, please: at most 20 commands and messages a minute. Try again in 60 s',
      'not logged in',
    ],
  ])('are passed over, with one word a burst (%s)', async (language, word, answer) => {
    const clock = createTestClock();
    const { telegram, person } = await startGuanxi({ clock });
    const alice = person('Alice', language);
    await hurry(alice, 30);
    await alice.see(word);
    await telegram.drained();
    const said = () => telegram.history(alice.chat).filter(({ from }) => from.is_bot);
    await expect.poll(() => said()).toHaveLength(21);

    await clock.advance(60_000);
    alice.skip();
    await alice.send('/me');
    await alice.see(answer);
    expect(said()).toHaveLength(22);
  });

  it.each([-24 * hour, 24 * hour])('end after a minute, though the clock is set by %i ms', async (shift) => {
    const clock = createTestClock();
    const { telegram, person } = await startGuanxi({ clock });
    const alice = person('Alice', 'en');
    await hurry(alice, 21);
    await alice.see('Try again in 60 s');
    const said = () => telegram.history(alice.chat).filter(({ from }) => from.is_bot);
    await expect.poll(() => said()).toHaveLength(21);

    clock.shiftWall(shift);
    await hurry(alice, 3);
    await telegram.drained();
    expect(said()).toHaveLength(21);

    await clock.advance(60_000);
    alice.skip();
    await alice.send('/me');
    await alice.see('not logged in');
  });

  it('leave /cancel, answers to questions and buttons alone, and other people', async () => {
    const { world, person } = await startGuanxi({ clock: createTestClock() });
    const [alice, bob] = [person('Alice', 'en'), person('Bob', 'en')];
    await hurry(alice, 20);
    await alice.press('Paste cookie');
    await alice.see('F12');
    await alice.send('/me');
    await alice.see('Slow down');
    await alice.send(cookieLine(world.login(100001).cookies));
    await alice.see('✅ Logged in');
    await alice.send('/cancel');
    await alice.see('nothing to cancel');
    await bob.send('/help');
    await bob.see('All commands');
  });

  it('count with messages that name somebody, which ask the site no less', async () => {
    const { world, member } = await startGuanxi({ clock: createTestClock(), limits: { commands: 4 } });
    const alice = await member('Alice', 100001, 'en');
    world.requests.clear();
    for (let sent = 0; sent < 10; sent += 1) await alice.send('100002');
    await alice.see('at most 4 commands and messages');
    expect(world.requests.count('x/web-interface/card')).toBe(3);
    await alice.send('/me');
    await alice.send('/cancel');
    await alice.see('nothing to cancel');
    expect(world.requests.count('x/web-interface/nav')).toBe(0);
  });

  it('of a stranger are not even answered', async () => {
    const env = { ALLOWED_USERS: '1' };
    const { telegram, person } = await startGuanxi({
      clock: createTestClock(),
      limits: { commands: 3 },
      env,
    });
    const mallory = person('Mallory', 'en');
    for (let sent = 0; sent < 10; sent += 1) await mallory.send('let me in');
    await telegram.drained();
    const said = () => telegram.history(mallory.chat).filter(({ from }) => from.is_bot);
    await expect.poll(() => said()).toHaveLength(3);
  });

  it('in a group count only what is meant for this bot', async () => {
    const { telegram } = await startGuanxi({ clock: createTestClock() });
    const alice = telegram.user({ firstName: 'Alice', languageCode: 'en' });
    const group = telegram.group({ title: 'loud', members: [alice] });
    for (let sent = 0; sent < 30; sent += 1) telegram.send(alice, group, '/roll@other_bot 6');
    telegram.send(alice, group, '/help');
    await telegram.waitFor(group, ({ text }) => text?.includes('All commands') === true);
  });
});

it('presses beyond ten a second do nothing but are answered', async () => {
  const clock = createTestClock();
  const { world, member } = await startGuanxi({ clock, limits: { presses: 3 } });
  const alice = await member('Alice', 100001, 'en');
  await alice.send('/groups');
  await alice.see(/group/iu);
  const data = `g:${alice.user.id.toString(36)}:1`;
  const press = () => alice.press({ data }, undefined, { forge: true });
  for (let pressed = 0; pressed < 3; pressed += 1) expect((await press()).text).toBeUndefined();
  await expect.poll(() => world.requests.count('x/relation/tags')).toBe(4);
  expect(await press()).toMatchObject({ text: 'Slow down, please. Wait a minute and try again.' });
  await clock.advance(60_000);
  expect((await press()).text).toBeUndefined();
});

describe('logins beyond five a day', () => {
  it.each([
    ['zh-hans', /一天最多登录 5 次.*2026-01-02 08:00/u],
    ['en', /at most 5 times a day.*2026-01-02 08:00/u],
  ])('do not reach Bilibili, even after a restart, until a day is over (%s)', async (language, word) => {
    const clock = createTestClock(Date.UTC(2026, 0, 1));
    const { world, person, restart } = await startGuanxi({ clock });
    const alice = person('Alice', language);
    const dead = 'SESSDATA=dead%2C1%2C2; bili_jct=0123456789abcdef';
    for (let tries = 0; tries < 4; tries += 1) {
      await alice.send(dead);
      await alice.see(/不认这个 Cookie|does not accept this cookie/u);
      await alice.send('/cancel');
    }
    await alice.send('/login');
    await alice.press(/扫码登录|QR code/u);
    await alice.see(/请用手机|Scan this/u);
    await alice.send('/cancel');
    await alice.see(/已取消|cancelled/u);

    await restart();
    const before = world.requests.all().length;
    const pasted = await alice.send(cookieLine(world.login(100001).cookies));
    await alice.see(word);
    expect(alice.now(pasted)).toBeUndefined();
    await alice.send('/login');
    await alice.press(/扫码登录|QR code/u);
    await alice.see(word);
    expect(world.requests.all().length).toBe(before);

    await clock.advance(24 * hour);
    await alice.send(cookieLine(world.login(100001).cookies));
    await alice.see('✅');
  });

  it('are no privilege of admins, and count each person alone', async () => {
    const { world, person } = await startGuanxi({ limits: { logins: 1 }, env: { ADMINS: '700000001' } });
    const [admin, bob] = [person('Admin', 'en'), person('Bob', 'en')];
    await admin.send(cookieLine(world.login(100001).cookies));
    await admin.see('✅');
    await admin.send(cookieLine(world.login(100002).cookies));
    await admin.see('times a day');
    await bob.send(cookieLine(world.login(100002).cookies));
    await bob.see('✅');
  });
});
