import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { type Look, type Newcomer, openPlayground } from './newcomer.ts';
import { countTaps, tapsInTheDocs } from './taps.ts';
import { words } from './words.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

type World = Newcomer['world'];

const looks: Look[] = [
  { language: 'zh', width: 390, scheme: 'light' },
  { language: 'en', width: 390, scheme: 'light' },
];

/** Whom the owner follows without being followed back, special follows aside; people are added until they are 150. */
function followsOfOneSide({ owner, ...world }: World): number[] {
  const oneSided = () =>
    world.followingsOf(owner).filter((mid) => {
      const { attribute, tag } = world.relationOf(owner, mid);
      return attribute !== 6 && !tag?.includes(-10);
    });
  while (oneSided().length < 150) world.follow(owner, world.addPerson({}).mid);
  return oneSided();
}

/** The job goes on by itself: one after another, which takes its time. */
async function untilNoneIsFollowed({ owner, followingsOf }: World, mids: readonly number[]): Promise<void> {
  const followed = () => followingsOf(owner).filter((mid) => mids.includes(mid)).length;
  await expect.poll(followed, { timeout: 90_000 }).toBe(0);
}

/** Of a walk with a job of 150 in it, ms. */
const patience = 150_000;

describe.each(looks)("a creator's day in $language", (look) => {
  test(
    'takes as many taps as the docs say',
    async () => {
      const newcomer = await openPlayground(browser, look);
      const { world } = newcomer;
      const { owner } = world;
      const say = words[look.language];
      const { send, press, see, taps } = countTaps(newcomer);
      const { SESSDATA, bili_jct } = world.login(owner).cookies;
      await send(`SESSDATA=${SESSDATA}; bili_jct=${bili_jct}`);
      await see(say.watching);

      const toStats = await taps(async () => {
        await send(say.home);
        await press(await see(`UID ${owner}`), say.stats);
        await see(say.statsOf);
      });
      const back = await taps(async () => {
        await press(await see(say.statsOf), say.backHome);
        await see(say.followsAndBlacks);
      });

      // Once in a life: from how many fans on somebody is big.
      await send('/alerts');
      await press(await see(say.alertsOf), say.bigFansOff);
      await press(await see(say.alertsOf), say.bigFrom);
      await see(say.howManyAreBig);
      await send('20');
      await see(say.bigFansSet);
      const fans = world.gainFans(owner, 7);
      const big = [fans[3] ?? 0, fans[6] ?? 0];
      for (const mid of big) world.gainFans(mid, 30);
      const alert = await see(say.sevenFans);
      const rows = await alert.getByRole('button', { name: '🌟' }).allTextContents();
      expect(rows.map((row) => row.slice(0, 2))).toEqual(['1.', '2.']);
      const followBack = await taps(async () => {
        for (const row of rows) {
          await press(alert, row);
          const mid = big.find((one) => row.includes(world.person(one)?.name ?? '?')) ?? 0;
          await press(await see(`UID ${mid}`), say.follow);
          await see(say.followed);
        }
      });
      expect(big.map((mid) => world.relationOf(owner, mid).attribute)).toEqual([6, 6]);

      await send(`/note ${big[0]} ${say.noteText}`);
      await see(say.noteKept);
      const note = await taps(async () => {
        await send(say.searchForNote);
        await see(say.foundByNote);
      });

      const others = followsOfOneSide(world);
      expect(others).toHaveLength(150);
      const unfollow = await taps(async () => {
        await send(say.followingList);
        await press(await see(say.following), say.filter);
        await press(await see(say.chooseFilter), `☐ ${say.notFollowingBack}`);
        await press(await see(say.chooseFilter), say.apply);
        await press(await see(say.filtered), say.select);
        await press(await see(say.filtered), say.selectAll);
        await press(await see(say.filtered), say.unfollow);
        await press(await see(say.toUnfollow), say.start);
        await see(say.typeNumber);
        await send('150');
      });
      await untilNoneIsFollowed(world, others);

      expect({
        'home → stats': toStats,
        'stats → home': back,
        'follow back the two big ones of seven new fans': followBack,
        'find somebody by a note': note,
        'unfollow the 150 who do not follow back': unfollow,
      }).toEqual(await tapsInTheDocs(0));
    },
    patience,
  );

  test(
    'that is for tidying does too',
    async () => {
      const newcomer = await openPlayground(browser, look);
      const { world } = newcomer;
      const say = words[look.language];
      const { send, press, see, taps } = countTaps(newcomer);
      const others = followsOfOneSide(world);
      const { SESSDATA, bili_jct } = world.login(world.owner).cookies;
      await send(`SESSDATA=${SESSDATA}; bili_jct=${bili_jct}`);
      await see(say.watching);
      const tidied = await taps(async () => {
        await send(say.tidy);
        const counts = await see(say.tidyOf);
        const [label = ''] = await counts
          .getByRole('button', { name: say.notFollowingBack })
          .allTextContents();
        await press(counts, label);
        await press(await see(say.filtered), say.select);
        await press(await see(say.filtered), say.selectAll);
        await press(await see(say.filtered), say.unfollow);
        await press(await see(say.toUnfollow), say.start);
        await see(say.typeNumber);
        await send('150');
      });
      await untilNoneIsFollowed(world, others);
      expect({ 'the same from Tidy': tidied }).toEqual(await tapsInTheDocs(1));
    },
    patience,
  );
});
