import { expect, it } from 'vitest';
import { TelegramRefused } from '../../playground/telegram/index.ts';
import { catalogues, type Texts } from '../../src/bot/text/index.ts';
import { languages } from '../../src/config/languages.ts';
import { type Actor, cookieLine, type Guanxi, startGuanxi } from '../support/guanxi.ts';

const menuOf = ({ telegram }: Guanxi, { user }: Actor) =>
  telegram.menu(user, telegram.privateChat(user)).map(({ command }) => command);
const described = ({ telegram }: Guanxi, { user }: Actor) =>
  telegram.menu(user, telegram.privateChat(user)).find(({ command }) => command === 'me')?.description;

it('who is not logged in finds the login first, and who is, what is used most; retired commands come last', async () => {
  const guanxi = await startGuanxi();
  const me = guanxi.person('小明');
  await expect.poll(() => menuOf(guanxi, me).slice(0, 3)).toEqual(['start', 'login', 'help']);
  const before = menuOf(guanxi, me);
  await me.send(cookieLine(guanxi.world.login(100001).cookies));
  await me.see('✅ 已登录');
  await expect.poll(() => menuOf(guanxi, me)[0]).toBe('me');
  const after = menuOf(guanxi, me);
  expect(after.slice(0, 5)).toEqual(['me', 'stats', 'fans', 'following', 'alerts']);
  expect(after.slice(-3)).toEqual(['whispers', 'unwhisper', 'whisper']);
  expect(after.toSorted()).toEqual(before.toSorted());
  await me.send('/logout');
  await me.press('确认');
  await me.see('登录信息已删除');
  await expect.poll(() => menuOf(guanxi, me)).toEqual(before);
});

it('a chat that chose a language has its menu in it, whatever its Telegram speaks', async () => {
  const guanxi = await startGuanxi();
  const me = await guanxi.member('小明', 100001, 'zh-hans');
  await expect.poll(() => described(guanxi, me)).toBe('首页');
  await me.send('/settings');
  await me.press('English');
  await me.see('Language: English');
  await expect.poll(() => described(guanxi, me)).toBe('Home');
});

it('an admin who logs in keeps /status', async () => {
  // The first person of the simulated Telegram.
  const guanxi = await startGuanxi({ env: { ADMINS: '700000001' } });
  const me = await guanxi.member('小明', 100001);
  expect(me.user.id).toBe(700_000_001);
  await expect.poll(() => menuOf(guanxi, me)[0]).toBe('me');
  expect(menuOf(guanxi, me)).toContain('status');
});

it('an admin finds every command that there are words for', async () => {
  const guanxi = await startGuanxi({ env: { ADMINS: '700000001' } });
  const me = await guanxi.member('小明', 100001);
  const all = Object.keys(catalogues.zh.commands.summaries).toSorted();
  await expect.poll(() => menuOf(guanxi, me).toSorted()).toEqual(all);
});

it('a menu that Telegram does not take is tried again the next time one comes home', async () => {
  const guanxi = await startGuanxi();
  const me = guanxi.person('小明');
  await expect.poll(() => menuOf(guanxi, me)[0]).toBe('start');
  guanxi.telegram.faults.failNext('setMyCommands', new TelegramRefused(409, 'Conflict'));
  await me.send(cookieLine(guanxi.world.login(100001).cookies));
  await me.see('✅ 已登录');
  await me.send('/me');
  await me.see('UID 100001');
  await expect.poll(() => menuOf(guanxi, me)[0], { timeout: 10_000 }).toBe('me');
});

it('the bot says what it is in every language, and a second start leaves that alone', async () => {
  const { telegram, restart } = await startGuanxi();
  const set = () => telegram.calls().filter(({ method }) => /^setMy(?:Short)?Description$/u.test(method));
  const asked = () => telegram.calls().filter(({ method }) => method === 'getMyShortDescription');
  const readers = languages.length + 1;
  await expect.poll(() => asked().length).toBe(readers);
  // Not for Chinese: it is the configured language, whose words all others read, too.
  const written = 2 * (readers - 1);
  await expect.poll(() => set().length).toBe(written);
  const { description, shortDescription } = telegram.state.profile;
  for (const [code, { start }] of [
    ['', catalogues.zh],
    ...languages.filter((language) => language !== 'zh').map((language) => [language, catalogues[language]]),
  ] as [string, Texts][]) {
    expect(description.get(code)).toBe(start.description);
    expect(shortDescription.get(code)).toBe(start.shortDescription);
  }
  await restart();
  await expect.poll(() => asked().length).toBe(2 * readers);
  expect(set()).toHaveLength(written);
});

it.each(Object.values(catalogues))(
  'what is said of the bot fits where Telegram shows it ($language)',
  ({ start }) => {
    expect([...start.description].length).toBeLessThanOrEqual(512);
    expect([...start.shortDescription].length).toBeLessThanOrEqual(120);
  },
);
