import { describe, expect, it } from 'vitest';
import { start } from '../../src/app/start.ts';
import { configFrom, startGuanxi } from '../support/guanxi.ts';

describe('who may come in', () => {
  it('a stranger is told their own id and whom to send it to', async () => {
    const { person } = await startGuanxi({ env: { ALLOWED_USERS: '' } });
    const mallory = person('Mallory', 'en');
    await mallory.send('/login');
    await mallory.see(`Your Telegram id is ${mallory.user.id}`);
    await mallory.send('hello');
    await mallory.see('serves invited people only');
  });

  it('a stranger in a group gets no answer', async () => {
    const { telegram } = await startGuanxi({ env: { ALLOWED_USERS: '' } });
    const mallory = telegram.user({ firstName: 'Mallory' });
    const group = telegram.group({ title: 'loud', members: [mallory] });
    telegram.send(mallory, group, '/help');
    await telegram.drained();
    expect(telegram.calls('sendMessage')).toEqual([]);
  });

  it('those listed, and admins', async () => {
    const { person } = await startGuanxi({ env: { ALLOWED_USERS: '700000001', ADMINS: '700000002' } });
    for (const actor of [person('Alice'), person('Admin')]) {
      await actor.send('/help');
      await actor.see('全部命令');
    }
  });
});

describe('without an admin', () => {
  it('the claim link makes its first visitor one, once, and for good', async () => {
    const { env, person } = await startGuanxi({ env: { ADMINS: '', ALLOWED_USERS: '' }, withoutBot: true });
    const first = await start(configFrom(env));
    const claim = /start=(claim_[\w-]+)$/u.exec(first.claims[0] ?? '')?.[1];
    const [mallory, alice] = [person('Mallory'), person('Alice')];
    await mallory.send('/start claim_guessed');
    await mallory.see('无效或已经用过');
    await alice.send(`/start ${claim}`);
    await alice.see('你现在是这个机器人的管理员');
    await mallory.send(`/start ${claim}`);
    await mallory.see('无效或已经用过');
    await first.stop();

    const second = await start(configFrom(env));
    expect(second.claims).toEqual([]);
    await alice.send('/help');
    await alice.see('全部命令');
    await second.stop();
  });
});

describe('/start and /help', () => {
  it.each([
    ['zh-hans', '下一步：登录', '扫码登录', '全部命令', '/follow UID:100002'],
    ['en', 'Next step: log in', 'QR code', 'All commands', '/follow UID:100002'],
  ])('say what there is and what comes next (%s)', async (language, next, button, title, example) => {
    const { person } = await startGuanxi();
    const alice = person('Alice', language);
    await alice.send('/start');
    await alice.see(next);
    await alice.press(button);
    await alice.see(/扫码|Scan/);
    await alice.send('/help');
    await alice.see(language === 'en' ? '/who · 看 — Show a person’s card' : '/who · 看 — 查看某人的卡片');
    expect(alice.last().text).toBeDefined();
    await alice.send('/help follow');
    await alice.see(example);
    await alice.send('/help nothing');
    await alice.see(title);
  });

  it('an unknown command gets the nearest one', async () => {
    const { person } = await startGuanxi();
    const alice = person('Alice', 'en');
    await alice.send('/folow 1');
    await alice.see('Did you mean /follow?');
    await alice.send('/zzzzzzzz');
    await alice.see('Send /help');
  });

  it('the menus are registered in both languages, without private commands in groups', async () => {
    const { telegram } = await startGuanxi();
    const alice = telegram.user({ firstName: 'Alice', languageCode: 'en' });
    const lin = telegram.user({ firstName: '小林', languageCode: 'zh-hans' });
    const group = telegram.group({ title: 'both', members: [alice, lin] });
    const names = (user: typeof alice, chat: { id: number }) =>
      telegram.menu(user, chat).map(({ command }) => command);
    await expect.poll(() => names(alice, telegram.privateChat(alice))).toContain('login');
    await expect.poll(() => names(lin, group)).toContain('help');
    expect(names(alice, group)).not.toContain('login');
    const described = (user: typeof alice) =>
      telegram.menu(user, telegram.privateChat(user)).find(({ command }) => command === 'who')?.description;
    expect(described(alice)).toBe('Show a person’s card');
    expect(described(lin)).toBe('查看某人的卡片');
  });
});
