import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { type Look, openPlayground } from './newcomer.ts';
import { takePicture } from './pictures.ts';
import { words } from './words.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

const looks: Look[] = [
  { language: 'zh', width: 390, scheme: 'dark' },
  { language: 'en', width: 390, scheme: 'dark' },
];

describe.each(looks)('what comes after, in $language on a phone', (look) => {
  test('the chats, the steps of the guide, the menu of commands, and the panel with risk control on', async () => {
    const newcomer = await openPlayground(browser, look);
    const { page } = newcomer;
    await page.locator('#guide-more').tap();
    await page.locator('#guide-steps').waitFor();
    await newcomer.check();
    await page.locator('#back').tap();
    await page.locator('.chat-row').first().waitFor();
    await newcomer.check();
    await page.locator('.chat-row', { hasText: 'Anime club' }).tap();
    await newcomer.send('/start');
    await newcomer.see('guanxi');
    await page.locator('#menu').tap();
    await page.locator('.suggestion').first().waitFor();
    await newcomer.check();
    await page.locator('#tab-site').tap();
    await page.locator('#risk').tap();
    await page.locator('.switch.on').waitFor();
    await page.locator('.person-row .soft').first().tap();
    await page.locator('dialog').waitFor();
    await newcomer.check();
    await page.keyboard.press('Escape');
    for (const list of await page.locator('.lists summary').all()) await list.tap();
    await newcomer.check();
  });

  test('a list to choose from, a group, and seven fans who are all followed back', async () => {
    const newcomer = await openPlayground(browser, look);
    const { world } = newcomer;
    const say = words[look.language];
    const { owner } = world;
    await newcomer.send('/login');
    await newcomer.press(await newcomer.see(say.waysToLogIn), say.qrCode);
    await newcomer.see(say.scanIt);
    await newcomer.act('scan');
    await newcomer.act('confirm');
    await newcomer.see(say.watching);
    await newcomer.page.locator('#guide-close').tap();

    await newcomer.send('/fans');
    const list = await newcomer.see(say.fans);
    await newcomer.press(list, say.select);
    await newcomer.press(list, say.selectPage);
    await newcomer.see(say.selected);
    await newcomer.check();
    await takePicture(`list-${look.language}`, newcomer);

    await newcomer.send(`/groups new ${say.groupName}`);
    await newcomer.see(say.groupMade);
    const [someone = 0] = world.followingsOf(owner);
    await newcomer.send(`/who ${someone}`);
    const card = await newcomer.see(`UID ${someone}`);
    await newcomer.press(card, say.groups);
    await newcomer.see(say.tick);
    await card.getByRole('button', { name: say.groupName }).click();
    await card.getByRole('button', { name: `☑ ${say.groupName}` }).waitFor();
    await newcomer.check();
    await newcomer.press(card, say.save);
    await newcomer.see(say.saved);
    const made = world.groups(owner).find(({ name }) => name === say.groupName);
    expect(world.relationOf(owner, someone).tag).toContain(made?.tagid);

    await newcomer.act('gainSeven');
    const alert = await newcomer.see(say.sevenFans);
    await newcomer.press(alert, say.followAllBack);
    await newcomer.press(await newcomer.see(say.aboutTo), say.start);
    await newcomer.see(say.all);
    await newcomer.check();
    const fans = world.fansOf(owner).slice(0, 7);
    expect(fans.map((fan) => world.relationOf(owner, fan).attribute)).toEqual(fans.map(() => 6));
  });

  test('home, and how the fans went', async () => {
    const newcomer = await openPlayground(browser, look);
    const { page, world } = newcomer;
    const say = words[look.language];
    const { owner } = world;
    const today = Math.floor(world.now() / 1000);
    for (const [days, count] of [9, 14, 22, 8, 5, 31, 57, 24, 12, 16].reverse().entries())
      world.gainFans(owner, count, { at: today - (10 - days) * 86_400 });
    const { SESSDATA, bili_jct } = world.login(owner).cookies;
    await newcomer.send(`SESSDATA=${SESSDATA}; bili_jct=${bili_jct}`);
    await newcomer.see(say.watching);
    await page.locator('#guide-close').tap();
    await newcomer.send(say.home);
    // The first was shown by the login.
    const home = page.locator('.message', { hasText: say.followsAndBlacks }).nth(1);
    await home.waitFor();
    await newcomer.check();
    await newcomer.press(home, say.stats);
    await newcomer.see(say.statsOf);
    await newcomer.check();
    await takePicture(`stats-${look.language}`, newcomer);
  });

  test('alerts that are sent to the group, which the bot is added to by a link', async () => {
    const newcomer = await openPlayground(browser, look);
    const say = words[look.language];
    const { owner, login } = newcomer.world;
    const { SESSDATA, bili_jct } = login(owner).cookies;
    await newcomer.send(`SESSDATA=${SESSDATA}; bili_jct=${bili_jct}`);
    await newcomer.see(say.watching);
    await newcomer.send('/alerts');
    await newcomer.press(await newcomer.see(say.alertsOf), say.sendTo);
    const places = await newcomer.see(say.goWhere);
    await newcomer.check();
    await places.getByRole('link', { name: say.addToGroup }).tap();
    await newcomer.see(say.linked);
    await newcomer.check();
    await newcomer.act('gainOne');
    await newcomer.see(say.newFan);
    await newcomer.check();
  });
});
