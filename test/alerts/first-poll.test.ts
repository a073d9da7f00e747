import { describe, expect, it } from 'vitest';
import { notices, told } from './sent-messages.ts';
import { chat, hour, me, minute, startSite, watched } from './site.ts';

describe('the first poll', () => {
  it('is silent, reads everybody, and says that it is done', async () => {
    const site = await startSite({ fans: 130 });
    const { watch, sent, alerts } = await site.engine();
    await watch();
    expect(site.pages()).toBe(3);
    expect(told(sent)).toEqual([]);
    expect(sent).toMatchObject([{ mid: me, chat, total: 130, notices: [{ kind: 'started' }] }]);
    expect(await alerts.subscription(chat, me)).toMatchObject({
      fans: 130,
      polledAt: site.clock.now() - 2000,
    });
  });

  it('reads at most twenty pages', async () => {
    const site = await startSite({ fans: 1020 });
    const { watch, sent } = await site.engine();
    await watch();
    expect(site.pages()).toBe(20);
    expect(sent).toMatchObject([{ total: 1020, milestones: [] }]);
  });

  it('takes an account without fans for what it is', async () => {
    const { world, poll, sent } = await watched();
    const [fan = 0] = world.gainFans(me, 1);
    expect(await poll()).toMatchObject({ kind: 'good', fans: 1, total: 1 });
    expect(told(sent)).toEqual([fan]);
  });

  it('fails as a whole when a page of it does', async () => {
    const site = await startSite({ fans: 130 });
    site.world.faults.set('relation/followers', { kind: 'emptyWithTotal' }, { skip: 1, times: 1 });
    const { watch, sent, polls, poll } = await site.engine();
    await watch();
    expect(polls).toEqual([{ kind: 'failed', why: 'noInformation' }]);
    await poll();
    expect(notices(sent)).toEqual(['started']);
    expect(told(sent)).toEqual([]);
  });
});

describe('watching no more', () => {
  it('and again while a poll is under way: begins anew at once', async () => {
    const { alerts, world, poll, pass, sent, pages } = await watched({ fans: 5 });
    await pass(minute);
    pages();
    const end = world.on('request', () => {
      end();
      void alerts.unsubscribe(chat, me).then(() => alerts.subscribe(chat, me, {}));
    });
    await alerts.pollNow(me);
    await pass(1000);
    expect(pages()).toBe(2);
    expect(notices(sent)).toEqual(['started']);
    const [fan = 0] = world.gainFans(me, 1);
    await poll();
    expect(told(sent)).toEqual([fan]);
  });

  it('forgets the account with the last chat, and begins anew', async () => {
    const { alerts, watch, world, poll, sent, records, pages, pass } = await watched({ fans: 5 });
    expect(await alerts.unsubscribe(chat, me)).toBe(true);
    expect(await alerts.unsubscribe(chat, me)).toBe(false);
    expect(await records.get(String(me))).toBeUndefined();
    world.gainFans(me, 3);
    await pass(hour);
    expect(pages()).toBe(0);
    await watch();
    const [fan = 0] = world.gainFans(me, 1);
    await poll();
    expect(notices(sent)).toEqual(['started']);
    expect(told(sent)).toEqual([fan]);
  });
});
