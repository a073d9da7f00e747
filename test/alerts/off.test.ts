import { describe, expect, it } from 'vitest';
import { notices, told } from './sent-messages.ts';
import { chat, day, hour, me, minute, startSite, watched } from './site.ts';

const nothing = { fans: false, lost: false, milestones: false };

describe('a chat that wants to be told of nothing', () => {
  it('costs no poll, also after a restart', async () => {
    const { alerts, world, pass, pages, sent, engine } = await watched({ fans: 5 });
    expect(await alerts.changeSubscription(chat, me, nothing)).toMatchObject({ nextPollAt: undefined });
    world.gainFans(me, 200);
    await pass(day);
    await alerts.stop();
    const second = await engine();
    await second.pass(day);
    expect(pages()).toBe(0);
    expect([...sent, ...second.sent]).toEqual([]);
    expect(await second.alerts.pollNow(me)).toEqual({ kind: 'off' });
  });

  it('is told, when it wants to be again, that this is so, and of nobody who came meanwhile', async () => {
    const { alerts, world, poll, pass, sent } = await watched({ fans: 95 });
    await alerts.changeSubscription(chat, me, nothing);
    world.gainFans(me, 120);
    await pass(day);
    const view = await alerts.changeSubscription(chat, me, { fans: true, milestones: true });
    expect(view).toMatchObject({ isFirst: true });
    await pass(minute);
    expect(sent).toMatchObject([{ total: 215, milestones: [], notices: [{ kind: 'restarted' }] }]);
    expect(told(sent)).toEqual([]);
    expect(await alerts.subscription(chat, me)).toMatchObject({ isFirst: false });
    const fans = world.gainFans(me, 3);
    await poll();
    expect(told(sent)).toEqual(fans);
    expect(sent[1]).toMatchObject({ notices: [], milestones: [] });
  });

  it('the same when the program was killed before the poll, and when polls fail at first', async () => {
    const { alerts, world, pass, sent, engine } = await watched({ fans: 5 });
    await alerts.changeSubscription(chat, me, nothing);
    const [old = 0] = world.gainFans(me, 1);
    world.faults.set('relation/followers', { kind: 'listNull' }, { times: 2 });
    await alerts.changeSubscription(chat, me, { fans: true });
    await pass(minute);
    await alerts.stop();
    const second = await engine();
    await second.pass(hour);
    const [fan = 0] = world.gainFans(me, 1);
    await second.pass(hour);
    expect(notices([...sent, ...second.sent])).toEqual(['restarted']);
    expect(told([...sent, ...second.sent])).toEqual([fan]);
    expect(old).not.toBe(fan);
  });

  it('gathers nothing while another chat keeps the polls going, neither fans nor notices', async () => {
    const { alerts, watch, login, world, poll, pass, sent } = await watched({ fans: 95 });
    await watch({}, 8);
    await alerts.changeSubscription(chat, me, nothing);
    sent.length = 0;
    const first = world.gainFans(me, 10);
    await poll();
    world.expire(me);
    await poll();
    login(8);
    login(chat);
    await poll();
    const [second = 0] = world.gainFans(me, 1);
    await alerts.changeSubscription(chat, me, { fans: true });
    await pass(minute);
    const [third = 0] = world.gainFans(me, 1);
    await poll();
    const own = sent.filter((one) => one.chat === chat);
    expect(notices(own)).toEqual(['restarted']);
    expect(told(own)).toEqual([third]);
    const other = sent.filter((one) => one.chat === 8);
    expect(told(other)).toEqual([...first, second, third]);
    expect(notices(other)).toEqual(['login', 'recovered:login']);
  });

  it('lends its login to nobody, and one that wants something does not wait for it', async () => {
    const { alerts, watch, logout, poll, sent, pages } = await watched({ fans: 5 });
    await watch({}, 8);
    await alerts.changeSubscription(chat, me, nothing);
    logout(8);
    sent.length = 0;
    pages();
    expect(await poll()).toEqual({ kind: 'failed', why: 'login' });
    expect(pages()).toBe(0);
    expect(sent.map((one) => [one.chat, notices([one])])).toEqual([[8, ['login']]]);
  });
});

it('a chat that joins where nobody has been told for a while is told of nobody who came before', async () => {
  const { alerts, watch, world, poll, sent } = await watched({ fans: 5 });
  await alerts.changeSubscription(chat, me, nothing);
  world.gainFans(me, 4);
  await watch({}, 8);
  expect(sent.map((one) => [one.chat, told([one]), notices([one])])).toEqual([[8, [], ['started']]]);
  const [fan = 0] = world.gainFans(me, 1);
  await poll();
  expect(told(sent)).toEqual([fan]);
});

it('an account that nobody has a login for costs no request', async () => {
  const site = await startSite({ fans: 5 });
  const { alerts, pass } = await site.engine();
  await alerts.subscribe(chat, me, {});
  await pass(day);
  expect(site.pages()).toBe(0);
});

it('of two chats that watch an account one may stop: the other goes on and is told of everybody', async () => {
  const { alerts, watch, world, poll, pass, sent } = await watched({ fans: 5 });
  await watch({}, 8);
  sent.length = 0;
  expect(await alerts.unsubscribe(chat, me)).toBe(true);
  const fans = world.gainFans(me, 2);
  await poll();
  await pass(minute);
  expect(told(sent)).toEqual(fans);
  expect(new Set(sent.map(({ to }) => to.chat))).toEqual(new Set([8]));
  expect(await alerts.subscription(chat, me)).toBeUndefined();
});
