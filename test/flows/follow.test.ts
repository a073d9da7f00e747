import { describe, expect, it } from 'vitest';
import { labels, startGuanxi } from '../support/guanxi.ts';

const me = 100001;
const them = 100002;

describe('a person is found in every form', () => {
  it.each([
    ['a uid', () => `${them}`],
    ['a marked uid', () => `UID:${them}`],
    ['a space link', () => `https://space.bilibili.com/${them}?from=search`],
    ['a mobile space link', () => `https://m.bilibili.com/space/${them}`],
  ])('%s', async (_, written) => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/follow ${written()}`);
    await alice.see('✅ 已关注');
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('a short link, whose target is read but not visited', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/follow 【看看】 ${world.shortLink(`https://space.bilibili.com/${them}?share=1`)}`);
    await alice.see('✅ 已关注');
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('a video, by link, BV id and av id: its uploader', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const { bvid, aid } = world.addVideo({ owner: them });
    const alice = await member('Alice', me);
    for (const written of [
      bvid,
      `av${aid}`,
      `https://www.bilibili.com/video/${bvid}/?p=2`,
      world.shortLink(`https://www.bilibili.com/video/${bvid}`),
    ]) {
      await alice.send(`/who ${written}`);
      await alice.see(`UID ${them}`);
    }
  });

  it('a joint video asks which of its makers', async () => {
    const { world, member } = await startGuanxi();
    const { bvid } = world.addVideo({ owner: them, staff: [them, 100003] });
    const alice = await member('Alice', me);
    await alice.send(`/follow ${bvid}`);
    const question = await alice.see('合作视频');
    expect(labels(question)).toHaveLength(3);
    await alice.press(`${world.person(100003)?.name} · 100003`);
    await alice.see('✅ 已关注');
    expect(world.relationOf(me, 100003).attribute).toBe(2);
    expect(world.relationOf(me, them).attribute).toBe(0);
  });

  it('an exact name is one person', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.addPerson({ mid: 777, name: '独一无二的名字' });
    const alice = await member('Alice', me);
    await alice.send('/follow @独一无二的名字');
    await alice.see('✅ 已关注 独一无二的名字');
    expect(world.relationOf(me, 777).attribute).toBe(2);
  });

  it('a part of a name brings those that are close, to pick from', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.addPerson({ mid: 777, name: '独一无二的甲' });
    world.addPerson({ mid: 778, name: '独一无二的乙' });
    const alice = await member('Alice', me);
    await alice.send('/unfollow @独一无二');
    await alice.see('这些名字相近');
    await alice.press('独一无二的乙 · 778');
    await alice.see('你本来就没有关注 独一无二的乙');
  });

  it('a reply to a message that names one', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see(`UID ${them}`);
    await alice.send('/follow', { replyTo: card });
    await alice.see('✅ 已关注');
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('a reply to a message that is nothing but a uid', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    const named = await alice.send(`${them}`);
    await alice.see(`UID ${them}`);
    await alice.send('/follow', { replyTo: named });
    await alice.see('✅ 已关注');
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('the answer to a question, and the question is asked again when nobody can be read from it', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me, 'en');
    await alice.send('/follow');
    await alice.see('Who do you want to follow?');
    await alice.send('whoever');
    await alice.see('could not read: whoever');
    await alice.send(`${them}`);
    await alice.see('✅ You now follow');
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('plain text without a command shows the card and changes nothing', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`https://space.bilibili.com/${them}`);
    await alice.see(`UID ${them}`);
    expect(world.requests.count('relation/modify')).toBe(0);
  });
});

describe('bad input gets one clear answer, and nothing is done', () => {
  it.each([
    ['several people for a card', '/who 100002 100003', '一次只能看一个人'],
    ['several people without a command', '100002 UID:100003', '里面有 2 个人，卡片一次只能看一张'],
    [
      '1001 people',
      `/follow ${Array.from({ length: 1001 }, (_, index) => 5000 + index).join(' ')}`,
      '一次最多 1000 人',
    ],
    [
      '21 names',
      `/follow ${Array.from({ length: 21 }, (_, index) => `@name${index}`).join(' ')}`,
      '一次最多写 20 个',
    ],
    ['twenty digits', '/follow 12345678901234567890', '没看懂：12345678901234567890'],
    ['mixed garbage', '/follow 100002 garbage', '没看懂，不会处理：garbage'],
    ['oneself', '/follow 100001', '不能对自己这样做'],
    ['nobody at all', '/follow 999999999999', '找不到这个人'],
    ['a link elsewhere', '/follow https://example.com/100002', '没看懂：https://example.com/100002'],
    ['a name nobody has', '/follow @没有这个人没有', '没有找到叫“没有这个人没有”的人'],
    ['a video that is gone', '/follow BV1zz411c7zz', '找不到这个视频'],
    ['a short link that is gone', '/follow https://b23.tv/zzzzzzz', '短链打不开'],
  ])('%s', async (_, command, answer) => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(command);
    await alice.see(answer);
    expect(world.relationOf(me, them).attribute).toBe(0);
  });

  it('a short link that leads away from Bilibili is not followed', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/follow ${world.shortLink('https://example.com/space.bilibili.com/100002')}`);
    await alice.see('短链打不开');
  });
});

describe('every refusal of the site is told in words, in both languages', () => {
  it.each([
    [22001, '不能对自己', 'cannot do this to yourself'],
    [22002, '隐私设置或黑名单', 'privacy settings or blacklist'],
    [22003, '请先取消拉黑', 'Unblock them first'],
    [22006, '绑定手机', 'no phone'],
    [22009, '关注数已到上限', 'as many people as Bilibili allows'],
    [22013, '已注销', 'no such person'],
    [22015, '风控', 'risk control'],
    [40061, '找不到这个人', 'no such person'],
    [-102, '封禁', 'banned'],
    [-111, '重新登录', 'Log in again'],
    [-352, '风控', 'risk control'],
    [-400, '不接受', 'does not accept this request'],
    [29999, '拒绝了这次请求', 'refused this request'],
  ])('%i', async (code, zh, en) => {
    const { world, member } = await startGuanxi();
    const actors = [await member('小林', me), await member('Alice', 100003, 'en')];
    world.faults.set('relation/modify', { kind: 'code', code });
    for (const [index, words] of [zh, en].entries()) {
      await actors[index]?.send(`/follow ${them}`);
      await actors[index]?.see(words);
    }
  });

  it('so is no usable answer', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    world.faults.set('web-interface/card', { kind: 'cut' });
    await alice.send(`/who ${them}`);
    await alice.see('看不懂 B 站返回的内容');
  });

  it('an answer 22014 counts as done', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const alice = await member('Alice', me);
    await alice.send(`/follow ${them}`);
    const card = await alice.see('你已经关注了');
    expect(labels(card).flat()).not.toContain('撤销');
  });
});

describe('a write whose answer was lost', () => {
  it('is not sent again: the relation is read back, and what is true is said', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    world.faults.set('relation/modify', { kind: 'lost' }, { times: 1 });
    await alice.send(`/follow ${them}`);
    await alice.see('✅ 已关注');
    expect(world.requests.count('relation/modify')).toBe(1);
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('is told as unknown when the relation cannot be read back either', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    world.faults.set('relation/modify', { kind: 'lost' }, { times: 1 });
    world.faults.set('x/relation', { kind: 'cut' });
    await alice.send(`/follow ${them}`);
    await alice.see('不知道有没有做成');
    expect(world.requests.count('relation/modify')).toBe(1);
  });
});
