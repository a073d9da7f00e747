import { describe, expect, it } from 'vitest';
import { notices, told } from './sent-messages.ts';
import { chat, hour, me, minute, startSite, watched } from './site.ts';

describe('logins and risk control', () => {
  it('an expired login is told once, and so is the new one', async () => {
    const { world, login, poll, sent, pass, alerts } = await watched({ fans: 5 });
    world.expire(me);
    const [fan = 0] = world.gainFans(me, 1);
    await pass(12 * hour);
    expect(notices(sent)).toEqual(['login']);
    expect(await alerts.subscription(chat, me)).toMatchObject({ loginLost: expect.any(Number) });
    login();
    alerts.pollSoon(me);
    await pass(2000);
    expect(notices(sent)).toEqual(['login', 'recovered:login']);
    expect(told(sent)).toEqual([fan]);
    await poll();
    expect(sent).toHaveLength(2);
  });

  it('a new login is told also where nobody has come meanwhile', async () => {
    const { world, login, poll, sent, pass, alerts } = await watched({ fans: 5 });
    await poll();
    world.expire(me);
    await poll();
    login();
    alerts.pollSoon(me);
    await pass(2000);
    expect(notices(sent)).toEqual(['login', 'recovered:login']);
  });

  it('a chat that is logged out is told, while another goes on polling for both', async () => {
    const { watch, logout, world, poll, sent } = await watched({ fans: 5 });
    await watch({}, 8);
    sent.length = 0;
    logout(7);
    const [fan = 0] = world.gainFans(me, 1);
    await poll();
    expect(told(sent)).toEqual([fan, fan]);
    expect(sent.map((one) => [one.chat, notices([one])])).toEqual([
      [7, ['login']],
      [8, []],
    ]);
    await poll();
    expect(sent).toHaveLength(2);
    logout(8);
    await poll();
    expect(sent.slice(2).map((one) => [one.chat, notices([one])])).toEqual([[8, ['login']]]);
  });

  it('a chat that is logged out is told also where nobody has come meanwhile', async () => {
    const { watch, logout, poll, sent } = await watched({ fans: 5 });
    await watch({}, 8);
    await poll();
    sent.length = 0;
    logout(7);
    await poll();
    expect(sent.map((one) => [one.chat, notices([one])])).toEqual([[7, ['login']]]);
  });

  it('an expired login is told also when the poll through another one then fails', async () => {
    const { watch, login, world, poll, sent } = await watched({ fans: 5 });
    world.expire(me);
    login(8);
    world.faults.set('relation/followers', { kind: 'code', code: 4711 }, { skip: 1, times: 1 });
    await watch({}, 8);
    expect(sent).toEqual([]);
    await poll();
    await poll();
    expect(sent.map((one) => [one.chat, notices([one])])).toEqual([
      [7, ['login']],
      [8, ['started']],
    ]);
  });

  it('risk control is told once, left alone as long as the site wants, and its end is told', async () => {
    const { world, poll, sent, pass, pages } = await watched({ fans: 5 });
    world.setRiskControl(true);
    const check = await poll();
    expect(check).toMatchObject({ kind: 'resting' });
    pages();
    await pass(4 * minute);
    expect(pages()).toBe(0);
    await pass(5 * hour);
    expect(pages()).toBeLessThan(10);
    world.setRiskControl(false);
    const [fan = 0] = world.gainFans(me, 1);
    await pass(3 * hour);
    expect(notices(sent)).toEqual(['risk', 'recovered:risk']);
    expect(sent[0]?.notices[0]?.until).toBeGreaterThan(0);
    expect(told(sent)).toEqual([fan]);
  });

  it('notices survive a crash', async () => {
    const site = await startSite({ fans: 5 });
    const first = await site.engine();
    await first.watch();
    site.answer = () => ({ kind: 'later' });
    site.world.expire(me);
    await first.poll();
    expect(notices(first.sent)).toEqual(['started']);
    await first.alerts.stop();
    site.answer = () => ({ kind: 'sent' });
    const second = await site.engine();
    await second.pass(2000);
    expect(notices(second.sent)).toEqual(['login']);
  });
});
