import { describe, expect, it } from 'vitest';
import { labels, startGuanxi } from '../support/guanxi.ts';

const me = 100001;
const them = 100002;

describe('the card shows the relation in words and the buttons that fit it', () => {
  it.each([
    ['nobody', () => undefined, '关系：无', [['关注'], ['拉黑']]],
    [
      'followed',
      (world: World) => world.follow(me, them),
      '关系：你关注了 TA',
      [['取消关注', '特别关注'], ['分组'], ['拉黑']],
    ],
    [
      'a fan',
      (world: World) => world.follow(them, me),
      '关系：TA 关注了你',
      [['关注'], ['移除粉丝', '拉黑']],
    ],
    [
      'mutual',
      (world: World) => {
        world.follow(me, them);
        world.follow(them, me);
      },
      '关系：互相关注',
      [['取消关注', '特别关注'], ['分组'], ['移除粉丝', '拉黑']],
    ],
    ['blocked', (world: World) => world.block(me, them), '关系：已拉黑', [['取消拉黑']]],
    [
      'followed quietly',
      (world: World) => world.whisper(me, them),
      '关系：你悄悄关注了 TA',
      [['取消悄悄关注'], ['拉黑']],
    ],
    [
      'a fan who is followed quietly',
      (world: World) => {
        world.whisper(me, them);
        world.follow(them, me);
      },
      '关系：互相关注',
      [['取消悄悄关注'], ['移除粉丝', '拉黑']],
    ],
  ])('%s', async (_, arrange, words, buttons) => {
    const { world, member } = await startGuanxi();
    arrange(world);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see(words);
    expect(labels(card)).toEqual([...buttons, ['共同关注', '备注', '主页', '复制 UID']]);
  });

  it('and in English', async () => {
    const { world, member } = await startGuanxi();
    world.follow(them, me);
    const alice = await member('Alice', me, 'en');
    await alice.send(`/who ${them}`);
    const card = await alice.see('Relation: Follows you');
    expect(labels(card)).toEqual([
      ['Follow'],
      ['Remove fan', 'Block'],
      ['In common', 'Note', 'Profile', 'Copy UID'],
    ]);
  });

  it("oneself's card has no buttons that change anything", async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${me}`);
    const card = await alice.see('这是你自己');
    expect(labels(card)).toEqual([['主页', '复制 UID']]);
  });
});

it('costs two requests, and a third only for the names of groups', { tags: 'everywhere' }, async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', me);
  world.requests.clear();
  await alice.send(`/who ${them}`);
  await alice.see(`UID ${them}`);
  const asked = world.requests.all().filter(({ host }) => host === 'api.bilibili.com');
  expect(asked.map(({ path }) => path)).toEqual(['/x/web-interface/card', '/x/web-interface/relation']);
});

describe('pressing the buttons', () => {
  it('changes the site, and the card says the new state', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    await alice.see('关系：无');
    await alice.press('关注');
    const followed = await alice.see('✅ 已关注');
    expect(followed.caption).toContain('关系：你关注了 TA');
    expect(world.relationOf(me, them).attribute).toBe(2);
    await alice.press('取消关注');
    await alice.see('✅ 已取消关注');
    expect(world.relationOf(me, them).attribute).toBe(0);
  });

  it.each([
    ['zh-hans', '取消悄悄关注', '✅ 已取消悄悄关注', '关注'],
    ['en', 'Stop following quietly', '✅ You no longer follow', 'Follow'],
  ])('a quiet follow is ended as one (%s)', async (language, button, done, next) => {
    const { world, member } = await startGuanxi();
    world.whisper(me, them);
    const alice = await member('Alice', me, language);
    await alice.send('/whispers');
    await alice.press(/^1\. /u);
    await alice.see(`UID ${them}`);
    world.requests.clear();
    await alice.press(button);
    expect(labels(await alice.see(done))[0]).toEqual([next]);
    expect(world.relationOf(me, them).attribute).toBe(0);
    expect(world.requests.to('relation/modify').map(({ form }) => form.act)).toEqual(['4']);
  });

  it('special follow keeps the groups a person is in', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.follow(me, them);
    const group = world.createGroup(me, '同学');
    world.setGroups(me, them, [group]);
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    await alice.see('分组：同学');
    await alice.press('特别关注');
    await alice.see('★ 特别关注');
    expect(new Set(world.relationOf(me, them).tag)).toEqual(new Set([-10, group]));
    await alice.press('取消特别关注');
    await alice.see('已取消对');
    expect(world.relationOf(me, them).tag).toEqual([group]);
  });

  it.each([
    ['拉黑', '要拉黑', '✅ 已拉黑', 128],
    ['移除粉丝', '要移除粉丝', '✅ 已移除粉丝', 0],
  ])(
    '%s asks first, and cancelling leads back to the card',
    { tags: 'everywhere' },
    async (button, question, done, attribute) => {
      const { world, member } = await startGuanxi();
      world.follow(them, me);
      const alice = await member('Alice', me);
      await alice.send(`/who ${them}`);
      await alice.see('TA 关注了你');
      await alice.press(button);
      await alice.see(question);
      await alice.press('取消');
      await alice.see('TA 关注了你');
      expect(world.relationOf(them, me).attribute).toBe(2);
      await alice.press(button);
      await alice.see(question);
      await alice.press('确认');
      await alice.see(done);
      expect(world.relationOf(me, them).attribute).toBe(attribute);
      expect(world.relationOf(them, me).attribute).toBe(0);
    },
  );
});

it('shows whom both follow, under the name on the card', async () => {
  const { world, member } = await startGuanxi();
  world.follow(me, 100003);
  world.follow(them, 100003);
  const alice = await member('Alice', me);
  await alice.send(`/who ${them}`);
  await alice.press('共同关注');
  const list = await alice.see(`和 ${world.person(them)?.name} 的共同关注\n`);
  expect(labels(list)[0]).toEqual([`1. ${world.person(100003)?.name}`]);
});

describe('a button', () => {
  it('acts only for the person it was made for', async () => {
    const { world, telegram, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see('关系：无');
    const data = card.reply_markup?.inline_keyboard[0]?.[0];
    const bob = telegram.user({ firstName: 'Bob', languageCode: 'en' });
    const group = telegram.group({ title: 'both', members: [alice.user, bob] });
    const inGroup = telegram.conversation(alice.user, group);
    await inGroup.send(`/who ${them}`);
    await inGroup.see('还没有关联');
    expect(data).toMatchObject({ text: '关注' });
    expect(world.requests.count('relation/modify')).toBe(0);
  });

  it('of an older version says that the panel is old', async () => {
    const { telegram, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/who ${them}`);
    const card = await alice.see('关系：无');
    const answer = await telegram.press(alice.user, card, { data: 'old:data' }, { forge: true });
    expect(answer.text).toContain('已过期');
  });
});

it('a picture that Telegram cannot fetch does not cost the card', { tags: 'everywhere' }, async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', me);
  world.faults.set(`face/${them}.png`, { kind: 'http', status: 404 });
  await alice.send(`/who ${them}`);
  const card = await alice.see('关系：无');
  expect(card.photo).toBeUndefined();
  await alice.press('关注');
  await alice.see('✅ 已关注');
});

it("a stranger's name and signature are shown as plain text, cut and cleaned", async () => {
  const { world, member } = await startGuanxi();
  world.addPerson({
    mid: 777,
    name: '<b>\u202Eevil\u0000</b>',
    sign: `https://evil.example ${'长'.repeat(80)}`,
  });
  const alice = await member('Alice', me);
  await alice.send('/who 777');
  const card = await alice.see('<b>evil</b>');
  expect(card.caption).not.toContain('\u202E');
  expect(card.caption).toContain('…」');
});

it('a closed account says so instead of a card', { tags: 'everywhere' }, async () => {
  const { world, member } = await startGuanxi();
  world.closeAccount(them);
  const alice = await member('Alice', me);
  await alice.send(`/follow ${them}`);
  await alice.see('已注销');
});

type World = Awaited<ReturnType<typeof startGuanxi>>['world'];
