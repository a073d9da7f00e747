import { describe, expect, it } from 'vitest';
import { TelegramRefused } from '../../playground/telegram/index.ts';
import { corruptRecords } from '../support/corrupt-records.ts';
import { labels, startGuanxi, untilRequested } from '../support/guanxi.ts';

const me = 100001;
const them = 100002;

describe('an answer that never comes', () => {
  it('ends after a while with a sentence, and the chat lives on', async () => {
    const { world, member } = await startGuanxi({ handlingTimeout: 3000 });
    const alice = await member('Alice', me);
    world.faults.set('web-interface/card', { kind: 'hang' });
    await alice.send(`/who ${them}`);
    await alice.see('花的时间太长');
    world.faults.clear();
    await alice.send(`/who ${them}`);
    await alice.see(`UID ${them}`);
  });

  it('is given up by /cancel, which overtakes it', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    world.faults.set('web-interface/card', { kind: 'hang' });
    const asked = untilRequested(world, 'web-interface/card');
    await alice.send(`/who ${them}`);
    await asked;
    await alice.send('/cancel');
    await alice.see('已停止');
    world.faults.clear();
    await alice.send('/help');
    await alice.see('全部命令');
  });

  it('is seen as typing, and who presses meanwhile is answered', async () => {
    const { world, telegram, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see(`UID ${them}`);
    world.faults.set('relation/modify', { kind: 'hang' });
    const asked = untilRequested(world, 'relation/modify');
    await alice.press('关注', card);
    await asked;
    // Answered although its turn has not come.
    await alice.press('备注', card);
    await expect.poll(() => telegram.calls('sendChatAction').length, { timeout: 10_000 }).toBeGreaterThan(0);
    world.faults.clear();
    await alice.send('/cancel');
    await alice.see('已停止');
  });

  it('holds up nobody else', async () => {
    const { world, member } = await startGuanxi({ drainTime: 20 });
    const [alice, bob] = [await member('Alice', me), await member('Bob', 100003)];
    world.faults.set('web-interface/card', { kind: 'hang' }, { times: 1 });
    const asked = untilRequested(world, 'web-interface/card');
    await alice.send(`/who ${them}`);
    await asked;
    await bob.send(`/who ${them}`);
    await bob.see(`UID ${them}`);
  });
});

describe('the end of the program', () => {
  it.each([
    ['a write', 'zh-hans', 'relation/modify', `/follow ${them}`, '正在停止'],
    ['a read', 'en', 'web-interface/card', `/who ${them}`, 'is being stopped'],
    ['the answer to a question', 'zh-hans', 'relation/modify', '/follow', '正在停止'],
  ])('in the middle of %s leaves its user with a word', async (_, language, path, command, words) => {
    const { world, member, stop } = await startGuanxi({ drainTime: 20 });
    const alice = await member('Alice', me, language);
    world.faults.set(path, { kind: 'hang' });
    const asked = untilRequested(world, path);
    await alice.send(command);
    if (command === '/follow') {
      await alice.see('要关注谁');
      await alice.send(`${them}`);
    }
    await asked;
    await stop();
    await alice.see(words);
  });
});

it.each([
  ['zh-hans', '出了点问题'],
  ['en', 'Something went wrong'],
])(
  'a chat whose record cannot be read hears of it, with a number for the admin (%s)',
  async (language, words) => {
    const { config, member, person } = await startGuanxi({ env: { LOG_LEVEL: 'silent' } });
    const alice = await member('Alice', me, language);
    expect(await corruptRecords(config.storeUrl, 'chats')).toBe(1);
    await alice.send('/me');
    expect((await alice.see(words)).text).toMatch(/[0-9a-f]{8}/u);
    const bob = person('Bob');
    await bob.send('/help');
    await bob.see('全部命令');
  },
);

it('risk control makes the account rest: nothing more is asked, and the time is told', async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', me);
  world.faults.set('web-interface/card', { kind: 'code', code: -352 });
  await alice.send(`/who ${them}`);
  await alice.see(/休息到 \d\d:\d\d/);
  world.requests.clear();
  await alice.send(`/who ${them}`);
  await alice.see('休息到');
  expect(world.requests.all()).toEqual([]);
});

it('a blocked bot fails quietly, and works again when it is let in', async () => {
  const { telegram, person } = await startGuanxi();
  const alice = person('Alice');
  await alice.send('/help');
  await alice.see('全部命令');
  telegram.block(alice.user);
  await telegram.drained();
  telegram.unblock(alice.user);
  await alice.send('/help');
  await alice.see('全部命令');
});

it.each([400, 404, 413, 500])(
  'a picture that Telegram answers %i to costs the picture, not the card',
  async (code) => {
    const { telegram, member } = await startGuanxi();
    const alice = await member('Alice', me);
    telegram.faults.failNext('sendPhoto', new TelegramRefused(code, 'no picture'));
    await alice.send(`/who ${them}`);
    expect((await alice.see(`UID ${them}`)).photo).toBeUndefined();
  },
);

it('a card that can no longer be changed is followed by a new one', async () => {
  const { telegram, member } = await startGuanxi();
  const alice = await member('Alice', me);
  await alice.send(`/who ${them}`);
  const old = await alice.see(`UID ${them}`);
  telegram.faults.failNext('editMessageCaption', new TelegramRefused(404, 'Not Found'));
  await alice.press('关注');
  expect((await alice.see('✅ 已关注')).message_id).not.toBe(old.message_id);
});

it('a press that is too old to be answered is no failure, whatever the button was', async () => {
  const { telegram, member } = await startGuanxi();
  const alice = await member('Alice', me);
  await alice.send('/logout');
  const panel = await alice.see('要退出');
  telegram.faults.failNext('answerCallbackQuery', new TelegramRefused(400, 'query is too old'));
  const press = alice.press({ data: 'no such button' }, panel, { forge: true, timeout: 50 });
  await expect(press).rejects.toThrow('did not answer');
  await alice.send('/help');
  expect((await alice.next()).text).toContain('全部命令');
});

it('a message that says what happened to the chat gets no answer', async () => {
  const { telegram, person } = await startGuanxi();
  const alice = person('Alice');
  const { message_id, ...hello } = await alice.send('hello');
  await alice.see('没看懂');
  const { text: _, ...rest } = hello;
  telegram.state.updates.push({
    message: { ...rest, message_id: message_id + 100, write_access_allowed: {} },
  });
  await alice.send('/help');
  expect((await alice.next()).text).toContain('全部命令');
});

describe('a rest after a risk answer', () => {
  it('goes on over a restart: nothing is asked, and it is told until when', async () => {
    const { world, member, restart } = await startGuanxi();
    const alice = await member('Alice', 100001);
    world.faults.set('x/web-interface/card', { kind: 'code', code: -352 }, { times: 1 });
    await alice.send('/who 100002');
    const told = await alice.see('机器人会休息到');
    const until = /休息到 ([\d:]+)/u.exec(told.text ?? '')?.[1];
    await restart();
    world.requests.clear();
    await alice.send('/who 100002');
    await alice.see(`休息到 ${until}`);
    expect(world.requests.all().filter(({ path }) => path === '/x/web-interface/card')).toEqual([]);
  });

  it('is none for a login that has ended: the way back in is offered', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    world.setLoggedOutCode(-352);
    world.expire(100001);
    await alice.send('/fans');
    const told = await alice.see('登录已失效');
    expect(labels(told).flat()).toContain('扫码登录');
  });
});
