import { describe, expect, it } from 'vitest';
import { type Actor, type Guanxi, labels, startGuanxi } from '../support/guanxi.ts';

type Message = Awaited<ReturnType<Actor['see']>>;

const me = 100003;
const them = 100004;

const textOf = ({ text, caption }: Message) => text ?? caption ?? '';
const rowsOf = (message: Message) =>
  labels(message)
    .flat()
    .filter((label) => /^\d+\. /u.test(label));

describe('a note on a person', () => {
  it.each([
    ['zh-hans', '备注', '写什么备注？', '✅ 已给', '备注：老同学', '现在的备注：老同学', '删除', '✅ 已删除'],
    [
      'en',
      'Note',
      'What should the note say?',
      '✅ Saved the note',
      'Note: 老同学',
      'Current note: 老同学',
      'Delete',
      '✅ Deleted',
    ],
  ])(
    'is written and removed from the card (%s)',
    async (language, button, asks, done, line, now, remove, removed) => {
      const { member } = await startGuanxi();
      const alice = await member('Alice', me, language);
      await alice.send(`/who ${them}`);
      const card = await alice.see(`UID ${them}`);
      expect(textOf(card)).not.toContain(line.slice(0, 3));
      await alice.press(button, card);
      expect(labels(await alice.see(asks))).toEqual([]);
      await alice.send(' 老\u202e同学\n');
      expect(textOf(await alice.see(done))).toContain(line);

      await alice.send(`/who ${them}`);
      await alice.press(button, await alice.see(line));
      const question = await alice.see(now);
      await alice.press(remove, question);
      const bare = await alice.next(({ message_id }) => message_id === question.message_id);
      expect(textOf(bare)).toContain(removed);
      expect(textOf(bare)).not.toContain(line);
      // The question went with its button: this is no note.
      await alice.send('你好呀');
      await alice.see(/\/help/u);

      await alice.press(button, card);
      await alice.see(asks);
      await alice.send('again');
      await alice.see(done);
      await alice.press(button, card);
      await alice.see('again');
      await alice.send(remove.toLowerCase());
      expect(textOf(await alice.see(removed))).not.toContain('again');
    },
  );

  it.each([
    ['zh-hans', '/note', '要给谁写备注', '备注太长', '没有看到文字内容', '没有备注'],
    ['en', '/note', 'Who is the note about', 'too long', 'no visible text', 'There is no note'],
    ['zh-hans', '备注', '要给谁写备注', '备注太长', '没有看到文字内容', '没有备注'],
  ])('is written by command (%s, %s)', async (language, command, whom, tooLong, nothing, none) => {
    const { world, member } = await startGuanxi();
    world.change(them, { name: '小林' });
    const alice = await member('Alice', me, language);
    await alice.send(`${command} ${them} met in 2024: 100005`);
    expect(textOf(await alice.see('✅'))).toMatch(/(备注：|Note: )met in 2024: 100005$/u);

    await alice.send(command);
    await alice.see(whom);
    await alice.send(`${them} ${'长'.repeat(501)}`);
    await alice.see(tooLong);
    await alice.send('\u200b\u2066');
    await alice.see(nothing);
    await alice.send('短');
    const card = await alice.see(/(备注：|Note: )短/u);

    await alice.send(`${command} 100005 Delete`);
    await alice.see(none);
    // In reply to a message that names somebody, everything is the note.
    await alice.send(`${command} 2024`, { replyTo: card });
    expect(textOf(await alice.see('✅'))).toMatch(/(备注：|Note: )2024$/u);
  });

  it('is refused where it holds a login, which is taken away', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    const { cookies } = world.login(100005);
    await alice.send(`/note ${them} SESSDATA=${cookies.SESSDATA}`);
    await alice.send(`/who ${them}`);
    expect(textOf(await alice.see(`UID ${them}`))).not.toContain('备注：');
    expect(alice.transcript()).not.toContain(String(cookies.SESSDATA));
  });

  it('stands after the name in lists', async () => {
    const { world, member } = await startGuanxi();
    world.change(them, { name: '小林' });
    world.follow(me, them);
    for (const [language, shown] of [
      ['zh-hans', '1. 小林（老同学）'],
      ['en', '1. 小林 (老同学)'],
    ] as const) {
      const alice = await member('Alice', me, language);
      await alice.send(`/note ${them} 老同学`);
      await alice.see('✅');
      world.requests.clear();
      await alice.send('/following');
      const list = await alice.see(/^我的关注|People you follow/u);
      expect(rowsOf(list)[0]).toContain(shown);
      expect(world.requests.all()).toHaveLength(1);
    }
  });

  it('is kept over a restart, and is nobody else’s', { tags: 'everywhere' }, async () => {
    const { member, restart } = await startGuanxi();
    const alice = await member('Alice', me);
    const bob = await member('Bob', me);
    await alice.send(`/note ${them} 老同学`);
    await alice.see('✅');
    await restart();
    await bob.send(`/who ${them}`);
    expect(textOf(await bob.see(`UID ${them}`))).not.toContain('老同学');
    await bob.send('/search 老同学');
    await bob.see('没有找到名字含');
    await alice.send(`/who ${them}`);
    await alice.see('备注：老同学');
  });
});

describe('in a group', () => {
  it('a note is neither shown nor written, not even to its writer', async () => {
    const { world, telegram, member } = await startGuanxi();
    world.change(them, { name: '小林' });
    world.follow(me, them);
    const alice = await member('小明', me);
    await alice.send(`/note ${them} 老同学`);
    await alice.see('✅');
    const group = telegram.group({ title: '粉丝群', members: [alice.user] });
    const here = telegram.conversation(alice.user, group);
    await alice.send('/alerts');
    await alice.press('发送到…', await alice.see('新粉丝提醒 · '));
    const { text = '' } = await alice.see('发送到哪里');
    await here.send(/\/start@\w+ link_\S+/u.exec(text)?.[0] ?? 'no code');
    await here.see('✅');

    await here.send(`/who ${them}`);
    expect(labels(await here.see(`UID ${them}`)).flat()).not.toContain('备注');
    await here.send('/following');
    await here.see(/^我的关注|People you follow/u);
    await here.send('/search 老同学');
    await here.see('没有找到名字含');
    expect(here.transcript()).not.toContain('（老同学）');
    expect(here.transcript()).not.toContain('备注：');
    await here.send(`/note ${them} 改了`);
    await here.see('只能在私聊里进行');
    await alice.send(`/who ${them}`);
    await alice.see('备注：老同学');
  });
});

describe('/search', () => {
  async function noted(
    language: string,
    arrange: (world: Guanxi['world']) => void,
    notes: readonly (readonly [mid: number, note: string])[],
  ) {
    const { world, member } = await startGuanxi();
    for (const one of world.followingsOf(me)) world.unfollow(me, one);
    arrange(world);
    const alice = await member('Alice', me, language);
    for (const [mid, note] of notes) {
      await alice.send(`/note ${mid} ${note}`);
      await alice.see('✅');
    }
    world.requests.clear();
    return { world, alice };
  }

  it.each([
    ['zh-hans', '备注里找到 2 人，排在最前', '1. 阿花（Cat 咖啡）'],
    ['en', 'first in the list: 2 people', '1. 阿花 (Cat 咖啡)'],
  ])(
    'finds notes first, with one request for names that are not known (%s)',
    async (language, found, first) => {
      const { world, alice } = await noted(
        language,
        (world) => {
          world.change(them, { name: 'my cat' });
          world.change(100005, { name: 'cats' });
          world.change(100006, { name: '阿花' });
          world.follow(me, them);
          world.follow(me, 100005);
        },
        [
          [100005, 'ＣＡＴ 们'],
          [100006, 'Cat 咖啡'],
        ],
      );
      await alice.send('/search cat');
      const list = await alice.see(found);
      expect(rowsOf(list).map((row) => row.replace(/ ?[（(].*$/u, ''))).toEqual([
        '1. 阿花',
        '2. cats',
        '3. my cat',
      ]);
      expect(rowsOf(list)[0]).toContain(first);
      expect(textOf(list)).toMatch(/共 3 人|3 in all/u);
      expect(world.requests.all().map(({ path }) => path.split('/').at(-1))).toEqual(['search', 'cards']);
    },
  );

  it('finds by a note alone, also where the names cannot be read', async () => {
    const { world, alice } = await noted('zh-hans', () => undefined, [[them, '老同学']]);
    world.faults.set('user/cards', { kind: 'code', code: -352 });
    await alice.send('/search 同学');
    expect(rowsOf(await alice.see('共 1 人'))).toEqual([`1. UID ${them}（老同学）`]);
  });

  it('pages through everybody once, and a refresh looks through the notes of now', async () => {
    const { world, alice } = await noted(
      'zh-hans',
      (world) => {
        for (let at = 1; at <= 60; at += 1)
          world.follow(me, world.addPerson({ name: `猫${at}`, mid: 5000 + at }).mid);
      },
      [
        [5001, '猫 1'],
        [them, '猫 2'],
        [100005, '猫 3'],
      ],
    );
    await alice.send('/search 猫');
    let panel = await alice.see('共 ');
    const seen: string[] = [];
    for (let page = 1; ; page += 1) {
      seen.push(...rowsOf(panel));
      if (page === 8) break;
      await alice.press('›', panel);
      panel = await alice.next(({ message_id }) => message_id === panel.message_id);
    }
    expect(seen.slice(0, 3).map((row) => /（(.*)）/u.exec(row)?.[1])).toEqual(['猫 3', '猫 2', '猫 1']);
    expect(new Set(seen.map((row) => row.replace(/^\d+\. | .*|（.*/gu, ''))).size).toBe(62);
    expect(world.requests.count('followings/search')).toBe(3);

    await alice.send(`/note ${them} Delete`);
    await alice.see('✅ 已删除');
    await alice.press('刷新', panel);
    await alice.see('备注里找到 2 人');
  });
});

it('/export has the notes, and /import reads the file as before', async () => {
  const { world, telegram, member } = await startGuanxi();
  for (const one of world.followingsOf(me)) world.unfollow(me, one);
  world.follow(me, them);
  world.follow(me, 100005);
  const alice = await member('Alice', me);
  await alice.send(`/note ${them} =1+1, https://space.bilibili.com/100009`);
  await alice.see('✅');
  await alice.send('/export');
  const fileOf = async (name: RegExp): Promise<string> => {
    const { document } = await alice.next((message) => name.test(message.document?.file_name ?? ''));
    return telegram.state.files.get(document?.file_id ?? '')?.bytes.toString() ?? '';
  };
  const json = await fileOf(/\.json$/u);
  const table = await fileOf(/^following\.csv$/u);
  const following: { mid: number; note?: string }[] = JSON.parse(json).following;
  expect(following.find(({ mid }) => mid === them)?.note).toBe('=1+1, https://space.bilibili.com/100009');
  expect(following.find(({ mid }) => mid === 100005)).not.toHaveProperty('note');
  expect(table).toContain("'=1+1, https://space.bilibili.com/100009");
  expect(await fileOf(/^fans\.csv$/u)).not.toContain('note');
  for (const one of [them, 100005]) world.unfollow(me, one);
  await alice.send('/import', {
    document: { name: 'following.csv', content: table },
  });
  await alice.see('将关注 2 人');
});
