import { describe, expect, it } from 'vitest';
import { TelegramRefused } from '../../playground/telegram/index.ts';
import { type Actor, type Guanxi, labels, startGuanxi, untilRequested } from '../support/guanxi.ts';

const me = 100001;
const other = 100002;

type World = Guanxi['world'];
type Message = Awaited<ReturnType<Actor['see']>>;

/** Takes away whom and what the account has, so that a test counts what it made itself. */
function emptyAccount(world: World, mid: number): void {
  for (const one of world.followingsOf(mid)) world.unfollow(mid, one);
  for (const one of world.fansOf(mid)) world.unfollow(one, mid);
  for (const one of world.blacksOf(mid)) world.unblock(mid, one);
  for (const { tagid } of world.groups(mid)) if (tagid > 0) world.deleteGroup(mid, tagid);
}

/** So many people, from mid 5000 on. */
function strangers(world: World, count: number, first = 5000): number[] {
  return Array.from(
    { length: count },
    (_, index) => world.addPerson({ mid: first + index, name: `路人${first + index}` }).mid,
  );
}

/** An account with 120 follows, 40 of them in two groups and one special, 130 fans and two blocked. */
function furnish(world: World): number[] {
  emptyAccount(world, me);
  emptyAccount(world, other);
  const mids = strangers(world, 120);
  for (const mid of mids) world.follow(me, mid);
  world.change(5000, { name: '=cmd()' });
  const cats = world.createGroup(me, '猫');
  const dogs = world.createGroup(me, '=dogs; big');
  world.setGroups(me, mids.slice(0, 30), [cats]);
  world.setGroups(me, mids.slice(30, 39), [cats, dogs]);
  world.setGroups(me, 5039, [-10, dogs]);
  for (const mid of strangers(world, 130, 7000)) world.follow(mid, me);
  for (const mid of strangers(world, 2, 8000)) world.block(me, mid);
  return mids;
}

/** Names of the groups of `owner` that somebody is in, special as itself. */
function groupsOf(world: World, owner: number, mid: number): string[] {
  const names = new Map(world.groups(owner).map(({ tagid, name }) => [tagid, name]));
  return (world.relationOf(owner, mid).tag ?? []).map((tagid) => names.get(tagid) ?? '?').sort();
}

/** The next document sent, by its name, and what is in it. */
async function received(actor: Actor, telegram: Guanxi['telegram'], name: RegExp): Promise<string> {
  const message = await actor.next(({ document }) => name.test(document?.file_name ?? ''));
  return textOf(telegram, message);
}

function textOf(telegram: Guanxi['telegram'], { document }: Message): string {
  return telegram.state.files.get(document?.file_id ?? '')?.bytes.toString() ?? '';
}

/** Sends /export; the JSON document that comes, as text and read. */
async function exportedJson(actor: Actor, telegram: Guanxi['telegram']) {
  await actor.send('/export');
  const json = await received(actor, telegram, /^guanxi-100001-\d{4}-\d\d-\d\d\.json$/u);
  return { json, document: JSON.parse(json) };
}

/** The same with the table of follows that comes after it. */
async function exported(actor: Actor, telegram: Guanxi['telegram']) {
  const first = await exportedJson(actor, telegram);
  return { ...first, following: await received(actor, telegram, /^following\.csv$/u) };
}

const file = (content: string | Uint8Array, name = 'people.csv') => ({ document: { name, content } });

describe('/export', () => {
  it.each([
    ['zh-hans', '✅ 已导出：关注 120 · 粉丝 130 · 黑名单 2 · 分组 4'],
    ['en', '✅ Exported: following 120 · fans 130 · blacklist 2 · groups 4'],
  ])('sends every list as JSON and as tables (%s)', async (language, done) => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me, language);
    const { document, following } = await exported(alice, telegram);
    const fans = await received(alice, telegram, /^fans\.csv$/u);
    const blacks = await received(alice, telegram, /^blacks\.csv$/u);
    const groups = await received(alice, telegram, /^groups\.csv$/u);
    await alice.see(done);

    expect(document.following).toHaveLength(120);
    expect(document.fans).toHaveLength(130);
    expect(document.blacks).toHaveLength(2);
    expect(document.incomplete).toEqual([]);
    const special = document.following.find(({ mid }: { mid: number }) => mid === 5039);
    expect(special).toMatchObject({ name: '路人5039', groups: ['=dogs; big'], special: true });
    expect(special.since).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/u);

    expect(following.startsWith('\ufeffmid,name,relation,since,groups,special,sign,page\r\n')).toBe(true);
    expect(following).toMatch(/\r\n5000,'=cmd\(\),following,/u);
    expect(following).toMatch(/\r\n5039,[^\r]*,'=dogs\\; big,yes,/u);
    expect(following.trimEnd().split('\r\n')).toHaveLength(121);
    expect(fans.trimEnd().split('\r\n')).toHaveLength(131);
    expect(blacks).toMatch(/\r\n8001,路人8001,blocked,/u);
    expect(groups).toContain('\r\n猫,39\r\n');
    expect(telegram.unknownMethods).toEqual([]);
  });

  it('says that it has the newest 1000 fans when there are more', async () => {
    const { world, telegram, member } = await startGuanxi();
    emptyAccount(world, me);
    world.gainFans(me, 1100);
    const alice = await member('Alice', me);
    const { document } = await exported(alice, telegram);
    const told = await alice.see('粉丝导出了 1,100 人中的 1,000 人');
    expect(told.text).toContain('最新的 1000 位');
    expect(document.fans).toHaveLength(1000);
    expect(document.incomplete).toMatchObject([{ list: 'fans', read: 1000, total: 1100 }]);
  });

  it.each([
    ['without the list', { kind: 'listNull' } as const, 'Bilibili gave no list this time'],
    ['without its rows', { kind: 'emptyWithTotal' } as const, 'named none of them'],
    ['with a refusal', { kind: 'code', code: 22115 } as const, 'private'],
  ])('names a list that was answered %s, and leaves it out', async (_, fault, why) => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me, 'en');
    world.faults.set('relation/followers', fault);
    const { document } = await exported(alice, telegram);
    const told = await alice.see('Not exported: fans');
    expect(told.text).toContain(why);
    expect(document).not.toHaveProperty('fans');
    expect(document.incomplete).toMatchObject([{ list: 'fans' }]);
    const sent = telegram.history(alice.chat).map((message) => message.document?.file_name);
    expect(sent).toContain('blacks.csv');
    expect(sent).not.toContain('fans.csv');
  });

  it('says how many there are of how many when a list ends early, and leaves out one that breaks off', async () => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me, 'en');
    world.faults.set('relation/followings', { kind: 'emptyWithTotal' }, { skip: 1 });
    world.faults.set('relation/followers', { kind: 'code', code: -400 }, { skip: 1 });
    const { document } = await exported(alice, telegram);
    const told = await alice.see('Exported only in part: following, 50 of 120');
    expect(told.text).toContain('Not exported: fans');
    expect(document.following).toHaveLength(50);
    expect(document).not.toHaveProperty('fans');
    expect(document.incomplete).toMatchObject([
      { list: 'following', read: 50, total: 120 },
      { list: 'fans' },
    ]);
  });

  it('does not say that nobody is in a group when the groups could not be read', async () => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me);
    world.faults.set('relation/tags', { kind: 'code', code: -403 });
    const { document, following } = await exported(alice, telegram);
    await alice.see('分组没有导出');
    expect(document.following[0]).not.toHaveProperty('groups');
    expect(following.startsWith('\ufeffmid,name,relation,since,special,')).toBe(true);
  });

  it('asks nothing more after a risk answer, and sends no files when nothing was read', async () => {
    const { world, telegram, member } = await startGuanxi();
    const alice = await member('Alice', me);
    world.requests.clear();
    world.setRiskControl(true);
    await alice.send('/export');
    await alice.see('一份名单也没能读到');
    // Besides, whether the login lives.
    expect(world.requests.all().map(({ path }) => path)).toEqual([
      '/x/relation/tags',
      '/x/web-interface/nav',
    ]);
    expect(telegram.calls('sendMediaGroup')).toEqual([]);
  });

  it('asks nothing more once the login has expired, and offers a new one', async () => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me, 'en');
    world.faults.set('relation/followings', { kind: 'code', code: -101 });
    world.requests.clear();
    const { document } = await exportedJson(alice, telegram);
    const told = await alice.see('Exported: groups 4');
    expect(labels(told).flat()).toContain('QR code');
    expect(document.incomplete.map(({ list }: { list: string }) => list)).toEqual([
      'following',
      'fans',
      'blacks',
    ]);
    expect(world.requests.count('relation/followers')).toBe(0);
    expect(world.requests.count('relation/blacks')).toBe(0);
  });

  it('comes file by file where the server knows no albums', async () => {
    const { telegram, world, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me);
    telegram.faults.failNext('sendMediaGroup', new TelegramRefused(404, 'Not Found: method not found'));
    const { document } = await exportedJson(alice, telegram);
    expect(document.following).toHaveLength(120);
    await alice.see('已导出');
    expect(telegram.calls('sendDocument').length).toBeGreaterThan(4);
  });

  it('ends with /cancel, and sends nothing', async () => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const alice = await member('Alice', me);
    world.faults.set('relation/followers', { kind: 'hang' });
    const asked = untilRequested(world, 'relation/followers');
    await alice.send('/export');
    await asked;
    await alice.send('/cancel');
    await alice.see('已停止导出');
    await alice.see('已取消');
    expect(telegram.calls('sendMediaGroup')).toEqual([]);
    await alice.send('/cancel');
    await alice.see('没有正在进行的操作');
  });

  it('is for private chats', async () => {
    const { telegram, person } = await startGuanxi();
    const { user } = person('Alice');
    const group = telegram.conversation(user, telegram.group({ title: '群', members: [user] }));
    await group.send(`/export@${telegram.bot.username}`);
    await group.see('私聊');
  });
});

describe('an export, imported into another account', () => {
  it.each([
    ['zh-hans', 'json', '将新建 2 个分组', '连同分组', '已新建 2 个分组', '将关注 120 人', '开始', '已完成'],
    [
      'en',
      'following',
      'Groups to be created (2)',
      'With groups',
      'Groups created (2)',
      '120 people to follow',
      'Start',
      'Done.',
    ],
  ] as const)(
    'restores follows and groups (%s, %s)',
    async (language, which, preview, withGroups, made, todo, begin, done) => {
      const { world, telegram, member } = await startGuanxi();
      const mids = furnish(world);
      const content = (await exported(await member('Alice', me), telegram))[which];
      const bob = await member('Bob', other, language);
      await bob.send('/import', file(content, `any.${which}`));
      const asked = await bob.see(preview);
      expect(world.groups(other).filter(({ tagid }) => tagid > 0)).toEqual([]);
      expect(labels(asked)[0]?.[0]).toBe(withGroups);
      await bob.press(withGroups);
      await bob.see(made);
      await bob.see(todo);
      await bob.press(begin);
      await bob.see(done);
      expect(world.followingsOf(other).sort()).toEqual([...mids].sort());
      for (const mid of mids) expect(groupsOf(world, other, mid)).toEqual(groupsOf(world, me, mid));
    },
  );

  it('is taken whole, of any size', async () => {
    const { world, telegram, member } = await startGuanxi();
    emptyAccount(world, me);
    emptyAccount(world, other);
    for (const mid of strangers(world, 1300)) world.follow(me, mid);
    const { json, following } = await exported(await member('Alice', me), telegram);
    const bob = await member('Bob', other);
    for (const [content, name] of [
      [json, 'any.json'],
      [following, 'any.csv'],
    ] as const) {
      await bob.send('/import', file(content, name));
      await bob.see('将关注 1,300 人：');
    }
  });

  it('follows without groups when that is wished, and makes none', async () => {
    const { world, telegram, member } = await startGuanxi();
    const mids = furnish(world);
    const { json } = await exported(await member('Alice', me), telegram);
    const bob = await member('Bob', other);
    await bob.send('/import');
    await bob.see('请发来');
    await bob.send('', file(json, 'any.json'));
    await bob.press('不要分组');
    await bob.see('将关注 120 人');
    await bob.press('开始');
    await bob.see('已完成');
    expect(world.followingsOf(other)).toHaveLength(mids.length);
    expect(world.groups(other).filter(({ tagid }) => tagid > 0)).toEqual([]);
  });

  it('does nothing when it is left', async () => {
    const { world, telegram, member } = await startGuanxi();
    furnish(world);
    const { json } = await exported(await member('Alice', me), telegram);
    const bob = await member('Bob', other);
    await bob.send('/import', file(json));
    await bob.see('将新建');
    await bob.press('取消');
    await bob.see('已取消');
    expect(world.followingsOf(other)).toEqual([]);
  });

  it('uses groups the account has, and says which the site would not have', async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 2);
    const own = world.createGroup(other, '猫');
    const bob = await member('Bob', other);
    await bob.send(
      '/import',
      file('mid,groups\n5000,猫;新的\n5001,a<b;这个名字比十六个字还要长得多得多了呀\n'),
    );
    const asked = await bob.see('已有的分组：猫');
    expect(asked.text).toContain('将新建 3 个分组：新的、a<b');
    await bob.press('连同分组');
    const made = await bob.see('已新建 1 个分组：新的');
    expect(made.text).toContain('没能新建 a<b：分组名里有不允许使用的字符');
    expect(made.text).toContain('分组名太长');
    await bob.see('将关注 2 人');
    await bob.press('开始');
    await bob.see('已完成');
    expect(groupsOf(world, other, 5000)).toEqual(['新的', '猫'].sort());
    expect(world.groupMembers(other, own)).toEqual([5000]);
    expect(world.relationOf(other, 5001).attribute).toBe(2);
  });

  it('tries no more groups once the site takes no more', async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 1);
    world.limits.groups = 1;
    const bob = await member('Bob', other, 'en');
    await bob.send('/import', file('mid,groups\n5000,one;two;three\n'));
    await bob.press('With groups');
    const made = await bob.see('Groups created (1): one');
    expect(made.text).toContain('Could not create two, three:');
    expect(world.requests.count('tag/create')).toBe(2);
    await bob.see('1 person to follow');
  });

  it('goes on with a second press when making groups was stopped, and makes none twice', async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 1);
    const bob = await member('Bob', other);
    await bob.send('/import', file('mid,groups\n5000,甲;乙;丙\n'));
    await bob.see('将新建 3 个');
    world.faults.set('tag/create', { kind: 'code', code: -102 }, { skip: 1, times: 1 });
    await bob.press('连同分组');
    const stopped = await bob.see('没有做完，还没有关注任何人');
    expect(stopped.text).toContain('已新建 1 个分组：甲');
    await bob.see('账号被封禁');
    expect(world.followingsOf(other)).toEqual([]);
    await bob.press('连同分组', stopped);
    await bob.see('已新建 2 个分组：乙、丙');
    await bob.see('将关注 1 人');
    const names = world.groups(other).map(({ name }) => name);
    expect(names.slice(-3)).toEqual(['甲', '乙', '丙']);
    expect(world.requests.count('tag/create')).toBe(4);
  });

  it('ends with /cancel while groups are made, and tells what was', async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 1);
    const bob = await member('Bob', other);
    await bob.send('/import', file('mid,groups\n5000,甲;乙\n'));
    await bob.see('将新建 2 个');
    world.faults.set('tag/create', { kind: 'hang' }, { skip: 1 });
    const hanging = new Promise<void>((resolve) => {
      world.on('request', () => world.requests.count('tag/create') === 2 && resolve());
    });
    await bob.press('连同分组');
    await hanging;
    await bob.send('/cancel');
    const stopped = await bob.see('没有做完，还没有关注任何人');
    expect(stopped.text).toContain('已新建 1 个分组：甲');
    await bob.see('已取消');
    expect(bob.transcript()).not.toContain('B 站没有');
    expect(world.followingsOf(other)).toEqual([]);
  });

  it('finds a group made although the answer was lost', async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 1);
    const bob = await member('Bob', other);
    await bob.send('/import', file('mid,groups\n5000,甲\n'));
    world.faults.set('tag/create', { kind: 'lost' }, { times: 1 });
    await bob.press('连同分组');
    await bob.see('已新建 1 个分组：甲');
    await bob.see('将关注 1 人');
    expect(world.requests.count('tag/create')).toBe(1);
  });

  it('says so when the file is gone or the account was switched meanwhile', async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 1);
    const bob = await member('Bob', other);
    await bob.send('/import', file('mid,groups\n5000,甲\n'));
    const asked = await bob.see('将新建 1 个');
    await bob.send(
      Object.entries(world.login(100003).cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
    );
    await bob.see('✅');
    await bob.press('连同分组', asked);
    await bob.see('这份预览已过期');
    expect(world.requests.count('tag/create')).toBe(0);
  });
});

describe('/import takes people', () => {
  const ways: readonly [string, (bob: Actor) => Promise<unknown>][] = [
    ['after the command', (bob) => bob.send('/import 5000 UID:5001,https://space.bilibili.com/5002')],
    ['in a document it is written under', (bob) => bob.send('/import', file('5000\n5001\n5002'))],
    [
      'in the message it replies to',
      async (bob) => {
        const replyTo = await bob.send('', file('5000;5001;5002'));
        await bob.see('没看懂');
        await bob.send('/import', { replyTo });
      },
    ],
    [
      'in the answer to its question, as text',
      async (bob) => {
        await bob.send('/import');
        await bob.see('最大 5 MB');
        await bob.send('5000 5001 5002');
      },
    ],
    [
      'in a document that replies to the command',
      async (bob) => {
        const replyTo = await bob.send('/import');
        await bob.see('最大 5 MB');
        await bob.send('', { replyTo, ...file('5000\t5001\t5002') });
      },
    ],
  ];
  it.each(ways)('%s', async (_, write) => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    const mids = strangers(world, 3);
    const bob = await member('Bob', other);
    await write(bob);
    await bob.see('将关注 3 人：路人5000、路人5001、路人5002');
    await bob.press('开始');
    await bob.see('已完成');
    expect(world.followingsOf(other).sort()).toEqual(mids);
  });

  it('once each, without the account itself, and lists back what means nobody', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    emptyAccount(world, other);
    strangers(world, 1);
    const bob = await member('Bob', other);
    const garbage = Array.from({ length: 12 }, (_, index) => `垃圾${index}`);
    const text = [...Array(10).fill('5000'), String(other), '99999999999999999999', ...garbage].join('\n');
    await bob.send('/import', file(text, 'ids.txt'));
    const preview = await bob.see('将关注 1 人：路人5000');
    expect(preview.text).toContain('自己 1');
    expect(preview.text).toContain('99999999999999999999 垃圾0');
    expect(preview.text).toContain('(+3)');
    expect(preview.text).not.toContain('垃圾9');
  });
});

describe('what cannot be imported is told in one answer, and nothing is done', () => {
  const far = Array.from({ length: 20_001 }, (_, index) => 5000 + index);
  it.each<[what: string, content: string | Uint8Array, zh: string, en: string]>([
    ['20 001 people', far.join('\n'), '你写了 20,001 个', 'You named 20,001'],
    ['ids of 20 digits alone', '12345678901234567890', '没看懂：12345678901234567890', 'I could not read'],
    ['garbage', 'hello\n<b>world</b>\n\u202eevil', '没看懂：hello <b>world</b>', 'I could not read: hello'],
    ['an empty file', ' \r\n\ufeff', '文件是空的', 'This file is empty'],
    ['a table without rows', '\ufeffmid,name\r\n', '里面没有人', 'There is nobody in it'],
    [
      'JSON that breaks off',
      '{"program":"guanxi","following":[{"mid":1',
      '不完整或写错',
      'cut off or broken',
    ],
    ['JSON of something else', '{"code":0}', '找不到人的名单', 'There is no list of people in this JSON'],
    [
      'an export without follows',
      '{"program":"guanxi","fans":[]}',
      '没有关注列表',
      'no list of people you follow',
    ],
    ['a binary file', Uint8Array.of(0x89, 0x50, 0, 1, 2, 3), '不是文本文件', 'This is not a text file'],
    ['the list of groups', 'group,people\r\n猫,39\r\n', '这是分组的列表', 'This is the list of groups'],
  ])('%s', async (_, content, zh, en) => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    const eve = await member('Eve', other, 'en');
    world.requests.clear();
    await alice.send('/import', file(content));
    await alice.see(zh);
    await eve.send('/import', file(content));
    await eve.see(en);
    expect(world.requests.all()).toEqual([]);
  });

  it('a file of 10 MB, which is not even downloaded', async () => {
    const { telegram, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send('/import', file(Buffer.alloc(10 * 1024 * 1024, '5000\n')));
    await alice.see('最大 5 MB');
    expect(telegram.calls('getFile')).toEqual([]);
  });

  it('a file is downloaded once, to be searched for a login and to be read', async () => {
    const { world, telegram, member } = await startGuanxi();
    strangers(world, 1);
    emptyAccount(world, me);
    const alice = await member('Alice', me);
    await alice.send('/import', file('5000'));
    await alice.see('将关注 1 人');
    expect(telegram.calls('getFile')).toHaveLength(1);
    await alice.send('/import');
    await alice.see('请发来');
    await alice.send('', file('5000'));
    await alice.see('将关注 1 人');
    expect(telegram.calls('getFile')).toHaveLength(2);
  });

  it('a file that Telegram does not give, and the question stays open for another', async () => {
    const { world, telegram, member } = await startGuanxi();
    strangers(world, 1);
    emptyAccount(world, me);
    const alice = await member('Alice', me);
    await alice.send('/import');
    await alice.see('请发来');
    // It is asked for twice: to be searched for a login, and to be read.
    telegram.faults.failNext('getFile', 'reset', { times: 2 });
    await alice.send('', file('5000'));
    await alice.see('没能下载这个文件');
    await alice.send('', file('5000'));
    await alice.see('将关注 1 人');
  });
});

it('a question that takes text only says so to a document', { tags: 'everywhere' }, async () => {
  const { member } = await startGuanxi();
  const alice = await member('Alice', me);
  await alice.send('/who');
  await alice.see('想看谁');
  await alice.send('', file('5000'));
  await alice.see('请发文字消息');
});
