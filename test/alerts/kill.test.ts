import { describe, expect, it } from 'vitest';
import { counters, watchManyWith } from './counters.ts';
import { type Life, lifeUntil } from './life.ts';
import { told } from './sent-messages.ts';
import { chat, hour, me, minute, type Site, startSite } from './site.ts';

/** What happens in the program's life, so that it can be killed at every moment of it. */
async function live(site: Site, life: Life): Promise<number[]> {
  const { alerts, watch, poll, pass } = await site.engine({ life });
  const alive = async (work: () => Promise<unknown>) => {
    if (!life.over) await Promise.race([life.ended, work()]);
  };
  await alive(() => watch());
  const fans = site.world.gainFans(me, 1);
  await alive(() => poll());
  fans.push(...site.world.gainFans(me, 2));
  await alive(() => poll());
  await alive(() => alerts.changeSubscription(chat, me, { lost: true }));
  fans.push(...site.world.gainFans(me, 60));
  await alive(() => pass(hour));
  return fans;
}

/** How often each of them was told of. */
function counts(mids: readonly number[]): Map<number, number> {
  const counted = new Map<number, number>();
  for (const mid of mids) counted.set(mid, (counted.get(mid) ?? 0) + 1);
  return counted;
}

describe('a program killed at any moment', () => {
  it('tells of each new fan at least once, at most once more, and of nobody else', async () => {
    let moment = 1;
    let repeats = 0;
    for (let over = true; over; moment += 1) {
      const site = await startSite({ fans: 30 });
      site.login();
      const heard: number[] = [];
      site.answer = (digest) => {
        heard.push(...told([digest]));
        return { kind: 'sent' };
      };
      const life = lifeUntil(moment);
      const fans = await live(site, life);
      over = life.over;
      const record = await site.records.get(String(me));
      const second = await site.engine();
      await second.pass(hour);
      const counted = counts(heard);
      // Killed before its first poll was written, it takes everybody for an old fan who came until the next program's.
      const expected = record?.lookedAt === undefined ? [] : fans;
      expect([...counted.keys()].toSorted()).toEqual(expected.toSorted());
      for (const times of counted.values()) expect(times).toBeLessThanOrEqual(2);
      repeats += [...counted.values()].filter((times) => times === 2).length > 0 ? 1 : 0;
    }
    expect(moment).toBeGreaterThan(15);
    // It is killed between a message and the note of it, too.
    expect(repeats).toBeGreaterThan(0);
    // Seconds of work, and many on a machine that has other work.
  }, 60_000);

  // Between them they are killed at every moment: each is a program of some minutes, polled as the counts say.
  it.each(Object.entries(counters).map(([name, counter], index) => ({ name, counter, index })))(
    'does so too where it polls by counts of many accounts that are $name',
    async ({ counter, index }) => {
      const stride = Object.keys(counters).length;
      let deaths = 0;
      for (let moment = 1 + index, over = true; over; moment += stride) {
        const site = await startSite({ fans: 30 });
        const before = await site.engine();
        const { probes } = await watchManyWith({ ...site, watch: before.watch }, counter);
        await before.alerts.stop();
        const heard: number[] = [];
        site.answer = (digest) => {
          heard.push(...told([digest]));
          return { kind: 'sent' };
        };
        const life = lifeUntil(moment);
        const { pass } = await site.engine({ life });
        const asked = probes();
        const fans: number[] = [];
        for (const count of [1, 2, 60]) {
          fans.push(...site.world.gainFans(me, count));
          await Promise.race([life.ended, pass(35 * minute)]);
        }
        over = life.over;
        deaths += over ? 1 : 0;
        expect(probes()).toBeGreaterThan(asked);
        await (await site.engine()).pass(hour);
        const counted = counts(heard);
        expect([...counted.keys()].toSorted()).toEqual(fans.toSorted());
        for (const times of counted.values()) expect(times).toBeLessThanOrEqual(2);
      }
      expect(deaths).toBeGreaterThan(2);
    },
    120_000,
  );

  it('again and again: at most once more for each time', async () => {
    const site = await startSite({ fans: 30 });
    const first = await site.engine();
    await first.watch();
    await first.alerts.stop();
    const heard: number[] = [];
    site.answer = (digest) => {
      heard.push(...told([digest]));
      return { kind: 'sent' };
    };
    const fans: number[] = [];
    let crashes = 0;
    for (const last of [1, 2, 3, 4, 5, 6, 3, 4, 2, 5]) {
      fans.push(...site.world.gainFans(me, 1));
      const life = lifeUntil(last);
      const { pass } = await site.engine({ life });
      await Promise.race([life.ended, pass(20 * minute)]);
      if (life.over) crashes += 1;
    }
    const final = await site.engine();
    await final.pass(hour);
    expect(crashes).toBeGreaterThan(5);
    const counted = counts(heard);
    expect([...counted.keys()].toSorted()).toEqual(fans.toSorted());
    expect(heard.length - fans.length).toBeLessThanOrEqual(crashes * 2);
    for (const times of counted.values()) expect(times).toBeLessThanOrEqual(1 + crashes);
  });

  it('sends first what was in the outboxes when it starts again, before it polls', async () => {
    const site = await startSite({ fans: 30 });
    const life = lifeUntil(Number.POSITIVE_INFINITY);
    const first = await site.engine({ life });
    await first.watch();
    site.answer = () => ({ kind: 'later' });
    const fans = site.world.gainFans(me, 3);
    await first.poll();
    await first.alerts.stop();
    site.answer = () => ({ kind: 'sent' });
    site.pages();
    const second = await site.engine();
    await second.settled();
    expect(told(second.sent)).toEqual(fans);
    expect(site.pages()).toBe(0);
  });
});
