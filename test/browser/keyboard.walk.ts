import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { openPlayground } from './newcomer.ts';
import { words } from './words.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

test('with the keyboard alone one logs in, follows, is told of a fan, and follows them back', async () => {
  const newcomer = await openPlayground(browser, { language: 'en', width: 1280, scheme: 'dark' });
  const { page, world } = newcomer;
  const say = words.en;
  const { keyboard } = page;
  /** Goes on with Tab, or back with Shift+Tab, until something of that name has the focus, and presses Enter. */
  const enter = async (name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    const passed: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await keyboard.press(key);
      const { label, seen } = await page.evaluate<{ label: string; seen: boolean }>(focus);
      expect(seen, `${label} has the focus and can be seen`).toBe(true);
      if (typeof name === 'string' ? label === name : name.test(label)) return keyboard.press('Enter');
      passed.push(label);
    }
    throw new Error(`the focus never came to ${name}; it passed ${passed.join(', ')}`);
  };
  const write = async (text: string) => {
    await page.locator('#field:focus').waitFor();
    await keyboard.type(text);
    await keyboard.press('Enter');
  };

  await enter('Start');
  await newcomer.see(say.hello);
  await enter('Show button', 'Shift+Tab');
  await page.getByRole('button', { name: say.qrCode, exact: true }).and(page.locator(':focus')).waitFor();
  await keyboard.press('Enter');
  await newcomer.see(say.scanIt);
  await enter('Show phone', 'Shift+Tab');
  await page.locator('[data-act=scan]:focus').waitFor();
  await keyboard.press('Enter');
  await page.locator('[data-act=confirm]:focus').waitFor();
  await keyboard.press('Enter');
  await newcomer.see(say.loggedIn);

  await enter('Fill in', 'Shift+Tab');
  await write('');
  await newcomer.see(say.followed);
  await enter(say.undo, 'Shift+Tab');
  await newcomer.done(5);
  await enter('Show fans', 'Shift+Tab');
  await page.locator('[data-act=gainOne]:focus').waitFor();
  await keyboard.press('Enter');
  await newcomer.see(say.newFan);
  await enter(say.followBack, 'Shift+Tab');
  await newcomer.see(say.mutual);
  await newcomer.done(7);
  const [fan = 0] = world.fansOf(world.owner);
  expect(world.relationOf(world.owner, fan).attribute).toBe(6);
});

/** The name of what has the focus, and whether one can see where that is. */
const focus = `(() => {
  const at = document.activeElement;
  const { width, height, top, left } = at.getBoundingClientRect();
  return {
    label: at.getAttribute('aria-label') || at.textContent.trim(),
    seen: width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0 && left + width > 0,
  };
})()`;
