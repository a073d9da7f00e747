import { expect, onTestFinished, test } from 'vitest';
import { startPlaygroundBot } from '../../playground/bot.ts';
import { startPlayground } from '../../playground/server.ts';
import { cookieLine } from '../support/guanxi.ts';

/** The playground as somebody who writes this language finds it, logged in. */
async function visitor(languageCode: string) {
  const server = await startPlayground();
  onTestFinished(() => server.close());
  const bot = await startPlaygroundBot(server);
  onTestFinished(() => bot.stop());
  const { telegram, world } = server;
  const user = telegram.state.users.all().find(({ language_code }) => language_code === languageCode);
  const group = telegram.state.chats.all().find(({ chat }) => chat.type === 'group')?.chat;
  if (user === undefined || group === undefined) throw new Error('the playground is not populated');
  const me = telegram.conversation(user);
  await me.send(cookieLine(world.login(world.owner).cookies));
  await me.see('👀');
  return { me, server, inGroup: telegram.conversation(user, group) };
}

test.each([
  ['zh-hans', '发送到…', '已关联'],
  ['en', 'Send to…', 'Linked'],
])('whoever opens the playground (%s) may link the group of both', async (language, sendTo, linked) => {
  const { me, inGroup } = await visitor(language);
  await me.send('/alerts');
  await me.press(sendTo);
  const { text = '' } = await me.see('link_');
  await inGroup.send(/\/start@\S+ link_\S+/u.exec(text)?.[0] ?? '');
  await inGroup.see(linked);
});

test('a rest after risk control ends when the time is put forward', async () => {
  const { me, server } = await visitor('zh-hans');
  const control = (path: string, body: object) =>
    fetch(`${server.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const turnedAway = async () => {
    const state = await fetch(`${server.address}/bilibili/control/state`);
    return ((await state.json()) as { turnedAway: boolean }).turnedAway;
  };
  server.world.setRiskControl(true);
  await me.send('/fans');
  await me.see('风控');
  server.world.setRiskControl(false);
  await me.send('/fans');
  await me.see('风控');
  expect(await turnedAway()).toBe(true);
  expect((await control('/time', { hours: -1 })).status).toBe(400);
  await control('/time', { hours: 1 });
  await me.send('/fans');
  await me.see('我的粉丝');
  expect(await turnedAway()).toBe(false);
});
