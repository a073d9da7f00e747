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
  { language: 'zh', width: 390, scheme: 'light' },
  { language: 'en', width: 390, scheme: 'dark' },
  { language: 'zh', width: 1280, scheme: 'dark' },
];

describe.each(looks)('QQ in $language, $width px wide, $scheme', (look) => {
  test('is chatted on with words and numbers, quotes, files and recalls', async () => {
    const newcomer = await openPlayground(browser, look);
    const { page, world } = newcomer;
    const say = words[look.language];
    const { onQQ } = say;
    const phone = look.width < 720;
    const openQQ = async () => {
      if (phone) await page.locator('#back').tap();
      await page.locator('.chat-row', { hasText: 'QQ' }).click();
    };
    await openQQ();
    await page.getByText(onQQ.nothingYet).waitFor();
    await newcomer.check();
    if (look.language === 'en') {
      await newcomer.send('/settings');
      await newcomer.see('English');
      await newcomer.send('English');
      await newcomer.see('Language: English');
    }

    await newcomer.send(onQQ.logIn);
    await newcomer.see(say.qrCode);
    await newcomer.send(say.qrCode);
    await page.locator('#messages img.picture').waitFor();
    await newcomer.check();
    await newcomer.act('scan');
    await newcomer.act('confirm');
    await newcomer.see(say.loggedIn);
    await newcomer.see(say.watching);
    await page.locator('.service', { hasText: onQQ.recalled }).first().waitFor();
    await newcomer.check();

    await newcomer.send(onQQ.fans);
    await newcomer.see(say.fans);
    await newcomer.check();
    await newcomer.send('1');
    await newcomer.see(`UID ${world.fansOf(world.owner)[0]}`);

    // What came by itself takes no answer but one that quotes it.
    await newcomer.act('gainOne');
    const alert = await newcomer.see(say.newFan);
    await alert.locator('.reply-button').click();
    await newcomer.check();
    // Esc would end the quoting, so it is sent by the button on every width.
    await page.locator('#field').fill(say.followBack);
    await page.locator('.send').click();
    const [fan = 0] = world.fansOf(world.owner);
    await expect.poll(() => world.relationOf(world.owner, fan).attribute).toBe(6);
    await newcomer.see(say.mutual);
    expect(await page.locator('.message.mine .quoted').count()).toBe(1);
    await newcomer.check();
    if (phone) await takePicture(`qq-${look.language}`, newcomer);

    await newcomer.send('/export');
    const file = page.locator('#messages a.document').first();
    await file.waitFor();
    const sent = await page.request.get(new URL((await file.getAttribute('href')) ?? '', page.url()).href);
    expect(await sent.json()).toMatchObject({ following: expect.any(Array) });
    // The last of five files; then what is done is said, once it stays so for twenty seconds.
    await page.locator('#messages a.document', { hasText: 'groups.csv' }).waitFor();
    newcomer.pass(20_000);
    await newcomer.see(onQQ.exported);
    await newcomer.check();

    await newcomer.send('/import');
    await page.locator('#file').setInputFiles({
      name: 'people.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('100002\n100003\n'),
    });
    await page.locator('.send').click();
    await newcomer.see(onQQ.twoPeople);
    await newcomer.check();

    // The other person has a chat of their own there.
    if (phone) await page.locator('#back').tap();
    await page.locator('.person[aria-pressed=false]').click();
    if (phone) await page.locator('.chat-row', { hasText: 'QQ' }).tap();
    await page.getByText(onQQ.nothingYet).waitFor();
  });
});
