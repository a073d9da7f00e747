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
  { language: 'zh', width: 1280, scheme: 'light' },
  { language: 'en', width: 1280, scheme: 'light' },
  { language: 'zh', width: 390, scheme: 'dark' },
  { language: 'en', width: 390, scheme: 'light' },
];

test('the guide follows who chats: another person begins anew, and the first goes on where they were', async () => {
  const newcomer = await openPlayground(browser, { language: 'en', width: 1280, scheme: 'light' });
  const { page } = newcomer;
  const say = words.en;
  const become = (name: string) => page.locator('#people').getByRole('button', { name }).click();
  await newcomer.send('/login');
  await newcomer.press(await newcomer.see(say.waysToLogIn), say.qrCode);
  await newcomer.see(say.scanIt);
  await newcomer.act('scan');
  await newcomer.act('confirm');
  await newcomer.see(say.loggedIn);
  await newcomer.done(3);
  await become('小林');
  await newcomer.done(0);
  // Alice is told of the fan, and 小林 is not.
  await newcomer.act('gainOne');
  await newcomer.done(0);
  await become('Alice');
  await newcomer.see(say.newFan);
  await newcomer.done(4);
  await page.reload();
  await newcomer.done(4);
  await newcomer.send('/logout');
  await newcomer.press(await newcomer.see(say.logOut), say.confirm);
  await newcomer.done(2);
  // The button for it is on the screen by now.
  await newcomer.send('/me');
  await newcomer.see(say.logInFirst);
  await page.locator('#guide-next', { hasText: say.qrCode }).waitFor();
  await page.locator('#guide-act', { hasText: 'Show button' }).waitFor();
});

describe.each(looks)('the first minute in $language, $width px wide, $scheme', (look) => {
  test('leads from hello to following a new fan back, by its own buttons', async () => {
    const newcomer = await openPlayground(browser, look);
    const { page, world } = newcomer;
    const say = words[look.language];
    const phone = look.width < 720;
    const guide = page.locator('#guide-act');
    /** Presses the button of the chat that the guide points at. */
    const press = async () => {
      await guide.click();
      const button = page.locator('#messages button:focus');
      await (phone ? button.tap() : page.keyboard.press('Enter'));
    };
    /** Sends what the guide fills in. */
    const follow = async () => {
      await guide.click();
      await (phone ? page.locator('.send').tap() : page.keyboard.press('Enter'));
    };

    await newcomer.done(0);
    await press();
    await newcomer.see(say.hello);
    await newcomer.done(1);

    await press();
    await newcomer.see(say.scanIt);
    await newcomer.done(2);

    await guide.click();
    await page.locator('[data-act=scan]').click();
    await page.locator('[data-act=confirm]').click();
    if (phone) await page.locator('#tab-chat').tap();
    await newcomer.see(say.loggedIn);
    await newcomer.done(3);

    await follow();
    const card = await newcomer.see(say.followed);
    await newcomer.done(4);
    await newcomer.press(card, say.undo);
    await newcomer.done(5);

    await guide.click();
    await page.locator('[data-act=gainOne]').click();
    if (phone) await page.locator('#tab-chat').tap();
    const alert = await newcomer.see(say.newFan);
    await newcomer.done(6);
    if (!phone) await takePicture(`alert-${look.language}`, newcomer);
    await (phone ? newcomer.press(alert, say.followBack) : press());
    await newcomer.see(say.mutual);
    await newcomer.done(7);
    const [fan = 0] = world.fansOf(world.owner);
    expect(world.relationOf(world.owner, fan).attribute).toBe(6);
  });
});
