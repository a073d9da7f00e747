import { describe, expect, it } from 'vitest';
import { startGuanxi } from '../support/guanxi.ts';

describe('commands in Chinese words', () => {
  it('are understood in private, with what follows them, whatever language the chat reads', {
    tags: 'everywhere',
  }, async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001, 'en');
    await alice.send('关注 100002');
    await alice.see('✅ You now follow 隔壁的邻居');
    await alice.send('／关注列表');
    await alice.see('People you follow');
    await alice.send('取关100002');
    await alice.see('✅ You no longer follow');
  });

  it('answer an open question instead, except for 取消, which leaves it', {
    tags: 'everywhere',
  }, async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    await alice.send('搜索');
    await alice.see('要在关注里找谁？');
    await alice.send('粉丝');
    await alice.see('没有找到名字');
    await alice.send('关注');
    await alice.see('要关注谁？');
    await alice.send('取消');
    await alice.see('刚才的操作已取消');
  });

  it('are meant for the bot in a group only with its name, or as an answer to it', async () => {
    const { telegram, member } = await startGuanxi();
    const { user } = await member('Alice', 100001);
    const group = telegram.group({ title: 'talk', members: [user] });
    const here = telegram.conversation(user, group);
    await here.send('帮助');
    await here.send('@playground_bot 帮助');
    const answer = await here.see('全部命令');
    await here.send('帮助 关注', { replyTo: answer });
    await here.see('/follow · 关注');
    expect(here.transcript().match(/全部命令/gu)).toHaveLength(1);
  });

  it('stand in /help beside the names, and /help knows them', { tags: 'everywhere' }, async () => {
    const { person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('帮助');
    expect((await alice.see('全部命令')).text).toContain('/follow · 关注 — ');
    await alice.send('/help 粉丝');
    expect((await alice.see('/fans · 粉丝')).text).toContain('/fans 100002');
  });
});
