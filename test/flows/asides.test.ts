import { expect, it } from 'vitest';
import { startGuanxi } from '../support/guanxi.ts';

/** Somebody in a group that is linked to nobody, and another who reads along. */
async function inGroup() {
  const guanxi = await startGuanxi();
  const { telegram, person } = guanxi;
  const me = person('小明');
  const bob = telegram.user({ firstName: 'Bob', languageCode: 'zh-hans' });
  const group = telegram.group({ title: '粉丝群', members: [me.user, bob] });
  const here = telegram.conversation(me.user, group);
  return { telegram, here, asBob: telegram.conversation(bob, group), group };
}

it('where the bot administers a group, whoever asks in vain is the only one to read it', async () => {
  const { telegram, here, asBob, group } = await inGroup();
  telegram.promoteBot(group);
  await here.send('/login');
  expect(await here.see('私聊')).toMatchObject({ ephemeral_message_id: 1 });
  await here.send('/alerts');
  expect(await here.see('还没有关联')).toMatchObject({ ephemeral_message_id: 2 });
  await here.send(`/fnas@${telegram.bot.username}`);
  expect(await here.see('/fans')).toMatchObject({ ephemeral_message_id: 3 });
  await expect(asBob.next(undefined, { timeout: 20 })).rejects.toThrow('Bob to see');
  expect(telegram.oddities).toEqual([]);
});

it('elsewhere it is said to all, as ever', async () => {
  const { telegram, here, asBob } = await inGroup();
  await here.send('/login');
  await here.see('私聊');
  await asBob.see('私聊');
  expect(telegram.calls('sendMessage').map(({ ok }) => ok)).toEqual([false, true]);
});
