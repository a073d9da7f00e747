import { describe, expect, it } from 'vitest';
import { told } from './sent-messages.ts';
import { chat, me, minute, type Site, startSite } from './site.ts';

/** A site whose records are not loaded until `release`: an engine that starts in the meantime knows of none. */
async function stalled(): Promise<{ site: Site; release: () => void }> {
  const site = await startSite({ fans: 5 });
  const first = await site.engine();
  await first.watch();
  const [other = 0] = site.people(1);
  await first.watch({}, 8, other);
  await first.alerts.stop();
  const { all } = site.records;
  const { promise, resolve } = Promise.withResolvers<void>();
  site.records.all = async function* () {
    await promise;
    yield* all();
  };
  return { site, release: resolve };
}

describe('while the records are loaded', () => {
  it('a subscription is answered from its record, and polled', async () => {
    const { site, release } = await stalled();
    const { alerts, pass, sent } = await site.engine({ loaded: false });
    const view = await alerts.subscription(chat, me);
    expect(view).toMatchObject({ mid: me, fans: 5, nextPollAt: expect.any(Number) });
    expect(await alerts.subscription(chat, 99)).toBeUndefined();
    const [fan = 0] = site.world.gainFans(me, 1);
    await pass(10 * minute);
    expect(told(sent)).toEqual([fan]);
    release();
  });

  it('a subscription begins, changes and ends', async () => {
    const { site, release } = await stalled();
    const { alerts, settled } = await site.engine({ loaded: false });
    expect(await alerts.changeSubscription(chat, me, { milestones: false })).toMatchObject({
      settings: { milestones: false },
    });
    const [mid = 0] = site.people(1);
    site.login(chat, mid);
    await alerts.subscribe(chat, mid, {});
    expect(await alerts.unsubscribe(chat, me)).toBe(true);
    release();
    await settled();
    expect((await alerts.subscriptions(chat)).map((one) => one.mid)).toEqual([mid]);
    expect(alerts.status().watches).toBe(2);
  });

  it('an account is polled when asked to', async () => {
    const { site, release } = await stalled();
    const { alerts, pass } = await site.engine({ loaded: false });
    const polled = alerts.pollNow(me);
    await pass(1000);
    expect(await polled).toMatchObject({ kind: 'good' });
    release();
  });

  it('what concerns all accounts of a chat waits for the end of it', async () => {
    const { site, release } = await stalled();
    const { alerts } = await site.engine({ loaded: false });
    const all = alerts.subscriptions(chat);
    let isOver = false;
    void all.then(() => {
      isOver = true;
    });
    await alerts.subscription(chat, me);
    expect(isOver).toBe(false);
    release();
    expect(await all).toHaveLength(1);
  });

  it('a store that cannot be read fails the start, and whoever waits', async () => {
    const { site, release } = await stalled();
    site.records.all = () => {
      throw new Error('damaged');
    };
    const { alerts } = await site.engine({ loaded: false, failing: true });
    await expect(alerts.subscriptions(chat)).rejects.toThrow('damaged');
    release();
  });
});
