import { onTestFinished, test } from 'vitest';
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
  return { me, inGroup: telegram.conversation(user, group) };
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
