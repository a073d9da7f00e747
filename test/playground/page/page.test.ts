import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../playground/page/public/', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(html|js|css)$/.test(name));
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** The page's modules are plain JavaScript for browsers; those that touch no browser run here as well. */
async function load<T>(name: string): Promise<T> {
  return await import(new URL(name, folder).href);
}

describe('the page', () => {
  test('loads nothing from elsewhere, and imports only files that are there', () => {
    for (const name of files) {
      const text = read(name);
      const loaded = [...text.matchAll(/(?:\bfrom |\bimport |src=|href=|url\()["']([^"'#]+)["']/g)].map(
        ([, path]) => path ?? '',
      );
      for (const path of loaded.filter((path) => !path.endsWith('.ts'))) {
        expect(readdirSync(folder), `${name} loads ${path}`).toContain(path.replace(/^(\.\/|\/)/, ''));
      }
    }
  });

  test('never parses as HTML what others wrote', () => {
    for (const name of files) {
      expect(read(name), name).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|parseHTML/,
      );
    }
  });

  test('has every text in both languages, and every text that it names', async () => {
    const { zh } = await load<{ zh: Record<string, string> }>('text-zh.js');
    const { en } = await load<{ en: Record<string, string> }>('text-en.js');
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      const values = (words = '') => [...words.matchAll(/\{\w+\}/g)].map(String).sort();
      expect(values(en[key]), key).toEqual(values(text));
    }
    const named = files.flatMap((name) =>
      [...read(name).matchAll(/data-say(?:-label)?="(\w+)"|\bsay\('(\w+)'|say: '(\w+)'/g)].map(
        ([, ...keys]) => keys.find(Boolean) ?? '',
      ),
    );
    expect(named.length).toBeGreaterThan(50);
    for (const key of named) expect(Object.keys(zh), key).toContain(key);
  });

  test.each([
    ['https://t.me/guanxi_bot?start=claim_x1', { kind: 'start', payload: 'claim_x1' }],
    ['https://t.me/Guanxi_Bot', { kind: 'start', payload: undefined }],
    ['https://t.me/guanxi_bot?startgroup=link_9', { kind: 'startGroup', payload: 'link_9' }],
    ['https://t.me/another_bot?start=x', undefined],
    ['https://space.bilibili.com/100002?from=x', { kind: 'person', mid: 100002 }],
    ['https://m.bilibili.com/space/100002', { kind: 'person', mid: 100002 }],
    ['https://account.bilibili.com/h5/auth/scan-web?qrcode_key=abc', { kind: 'phone' }],
    ['https://www.bilibili.com/video/BV1xx411c7mD', { kind: 'nowhere' }],
    ['https://space.bilibili.com.example.com/1', undefined],
    ['https://example.com/', undefined],
    ['not an address', undefined],
  ])('knows where %s leads', async (address, leads) => {
    const { shortcut } = await load<{ shortcut(address: string, bot: string): unknown }>('link-targets.js');
    expect(shortcut(address, 'guanxi_bot')).toEqual(leads);
  });

  test('knows from a chat which steps of the guide are done', async () => {
    const { stepsDone } = await load<{
      stepsDone: (chat: { me: number; messages: unknown[]; commands: unknown[] }) => string[];
    }>('steps-done.js');
    const mine = { from: { id: 1 }, text: '/start' };
    const from = { id: 2 };
    const keyboard = (...row: object[]) => ({ reply_markup: { inline_keyboard: [row] } });
    const code = { from, ...keyboard({ text: 'Open', url: 'https://a.bilibili.com/scan-web?qrcode_key=x' }) };
    const card = { from, caption: 'UID 5', ...keyboard({ text: '撤销', callback_data: 'x' }) };
    const fan = { from, caption: '🔔 新粉丝' };
    const loggedOut = [{ command: 'start' }, { command: 'me' }];
    const loggedIn = [{ command: 'me' }];
    const done = (messages: unknown[], commands: unknown[] = loggedOut) =>
      stepsDone({ me: 1, messages, commands });
    expect(done([])).toEqual([]);
    expect(done([mine, { from, text: 'hi' }])).toEqual(['start']);
    expect(done([mine, code])).toEqual(['start', 'login']);
    expect(done([mine], loggedIn)).toEqual(['start', 'login', 'scan']);
    expect(done([mine, card, fan], loggedIn)).toEqual(['start', 'login', 'scan', 'follow', 'fan']);
  });
});
