import type { Browser, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { startPlaygroundBot } from '../../playground/bot.ts';
import { type PlaygroundServer, startPlayground } from '../../playground/server.ts';
import { watchConnections } from '../support/watch-connections.ts';
import { findBarriers } from './barriers.ts';

/** How somebody looks at the page. */
export interface Look {
  language: 'zh' | 'en';
  /** Of the window, in pixels; below 720 it is a phone that is touched. */
  width: 1280 | 390;
  scheme: 'light' | 'dark';
}

/** Somebody who has just opened the playground. */
export interface Newcomer {
  page: Page;
  world: PlaygroundServer['world'];
  /** So many ms pass at once, for the program and the servers. */
  pass(ms: number): void;
  /** Writes a message and sends it: by the button on a phone, else with Enter. */
  send(text: string): Promise<void>;
  /** The newest message that holds these words, once it is there. */
  see(words: string): Promise<Locator>;
  /** Presses a button under a message, by its exact label. */
  press(message: Locator, label: string): Promise<void>;
  /** Presses a button of the panel, such as `scan`; on a phone, the panel is opened before and the chat after. */
  act(name: string): Promise<void>;
  /** Waits until the guide counts so many steps. */
  done(steps: number): Promise<void>;
  /** Fails when something is wrong with what is seen now: too wide, or closed to some readers. */
  check(): Promise<void>;
  /** A picture of the window. */
  picture(): Promise<Buffer>;
}

/** When every walk begins: a quiet morning in Shanghai, so that pictures differ only by what was changed. */
const beginning = Date.parse('2026-01-10T10:00:00+08:00');
const heights = { 1280: 800, 390: 844 };
const timezone = 'Asia/Shanghai';

/**
 * Opens a playground of its own in a window of its own; both are gone after the test, which fails when the page reported
 * an error, or it or the program asked anything of another address.
 */
export async function openPlayground(browser: Browser, { language, width, scheme }: Look): Promise<Newcomer> {
  const problems: string[] = [];
  onTestFinished(watchConnections((address) => problems.push(`the program asked ${address}`)));
  const opened = Date.now();
  const now = () => beginning + Date.now() - opened;
  const server = await startPlayground({ now });
  onTestFinished(() => server.close());
  const bot = await startPlaygroundBot(server, { timezone });
  onTestFinished(() => bot.stop());

  const phone = width < 720;
  const context = await browser.newContext({
    viewport: { width, height: heights[width] },
    deviceScaleFactor: phone ? 1.5 : 1,
    isMobile: phone,
    hasTouch: phone,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: timezone,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== server.address) problems.push(`asked ${request.url()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400) problems.push(`${answer.status()} from ${answer.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  await page.goto(server.address);
  await page.locator('.start').waitFor();

  const newcomer: Newcomer = {
    page,
    world: server.world,
    pass: server.clock.advance,
    async send(text) {
      await page.locator('#field').fill(text);
      if (phone) return page.locator('.send').tap();
      // The menu of commands would take the Enter for itself.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
    },
    async see(words) {
      const last = page.locator('.message', { hasText: words }).last();
      await last.waitFor();
      const id = await last.getAttribute('data-id');
      await page.locator(`.message[data-id="${id}"] img.picture`).evaluateAll(loaded);
      expect(await page.evaluate(tooWide)).toEqual([]);
      return page.locator(`.message[data-id="${id}"]`);
    },
    press: (message, label) => message.getByRole('button', { name: label, exact: true }).click(),
    async act(name) {
      if (phone) await page.locator('#tab-site').tap();
      await page.locator(`[data-act=${name}]`).click();
      if (phone) await page.locator('#tab-chat').tap();
    },
    async done(steps) {
      await page.locator('#guide-progress', { hasText: new RegExp(`\\D${steps}\\D`) }).waitFor();
      await newcomer.check();
    },
    async check() {
      expect(await page.evaluate(tooWide)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    },
    async picture() {
      // Nothing is lit up by a pointer that happens to rest on it.
      await page.mouse.move(0, 0);
      return page.screenshot({ animations: 'disabled' });
    },
  };
  return newcomer;
}

/** Which parts of the page hold more than they show from left to right. */
const tooWide = `['html', 'body', '.sidebar', '.chat', '.chat-head', '.guide', '.scroll', '.composer', '.site', '.site-body']
  .filter((part) => { const { scrollWidth, clientWidth } = document.querySelector(part); return scrollWidth > clientWidth; })`;

/** Waits for pictures: they push the text under them down as they arrive. */
const loaded = `(pictures) => Promise.all(pictures.map((picture) => picture.decode()))` as never;
