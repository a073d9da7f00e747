import { describe, expect, it } from 'vitest';
import { type Actor, type Guanxi, labels, startGuanxi } from '../support/guanxi.ts';

const me = 100002;

type World = Guanxi['world'];

/** Who the UIDs of all these files are on the site. What the files call them is something else. */
const people: ReadonlyMap<number, string> = new Map([
  [701003, '青石'],
  [701004, '小满'],
  [701005, '渡口'],
  [1007, '路人甲'],
  [77, '路人乙'],
  [20080309, '路人丙'],
]);

/** A member who follows nobody, on a site where all those people are. */
async function newcomer(language = 'zh-hans'): Promise<{ world: World; alice: Actor } & Guanxi> {
  const guanxi = await startGuanxi();
  const { world, member } = guanxi;
  for (const one of world.followingsOf(me)) world.unfollow(me, one);
  for (const one of world.blacksOf(me)) world.unblock(me, one);
  for (const { tagid } of world.groups(me)) if (tagid > 0) world.deleteGroup(me, tagid);
  for (const [mid, name] of people) world.addPerson({ mid, name });
  return { ...guanxi, alice: await member('Alice', me, language) };
}

const file = (content: string | Uint8Array, name: string) => ({ document: { name, content } });
const named = (mids: readonly number[]) => mids.map((mid) => people.get(mid)).join('、');

/** What other programs and people write, and whom it means. */
const files: readonly [what: string, name: string, content: string | Uint8Array, mids: number[]][] = [
  [
    'a name that is a number',
    'a.txt',
    '701003,岩石\n701004,20080309\n701005,船夫\n',
    [701003, 701004, 701005],
  ],
  ['numbered lines', 'a.txt', '1、701003\n2、701004\n3、701005\n', [701003, 701004, 701005]],
  [
    'a header in Chinese',
    'a.csv',
    '序号,昵称,用户UID,粉丝数\n1,岩石,701003,1007\n2,满满,701004,77\n',
    [701003, 701004],
  ],
  [
    'a line for the spreadsheet',
    'a.csv',
    'sep=;\r\nmid;name\r\n701003;岩石\r\n701004;20080309\r\n',
    [701003, 701004],
  ],
  ['thousands', 'a.txt', '701,003\n701,004\n', [701003, 701004]],
  ['apostrophes', 'a.csv', "mid,name\r\n'701003,岩石\r\n'701004,满满\r\n", [701003, 701004]],
  ['fractions of zero', 'a.csv', 'mid,name\r\n701003.0,岩石\r\n701004.0,满满\r\n', [701003, 701004]],
  [
    'a quoted header with spaces',
    'a.csv',
    '" MID ","Name"\n"701003","岩石"\n"701004","15"\n',
    [701003, 701004],
  ],
  ['quotes out of place', 'a.csv', 'mid,name\n701003,"岩"石"\n701004,满"满\n', [701003, 701004]],
  ['UTF-16 without its mark', 'a.txt', Buffer.from('701003\r\n701004\r\n', 'utf16le'), [701003, 701004]],
  [
    'follow-sync',
    'a.json',
    JSON.stringify({
      type: 'bilibili-follow-sync',
      version: 1,
      account: { mid: 77, uname: '' },
      total: 2,
      users: [
        { mid: 701003, uname: '岩石' },
        { mid: 701004, uname: '满满' },
      ],
    }),
    [701003, 701004],
  ],
  [
    'the answer of the site',
    'a.json',
    JSON.stringify({
      code: 0,
      data: {
        list: [
          { mid: 701003, uname: '岩石', attribute: 2 },
          { mid: 701004, uname: '满满', attribute: 2 },
        ],
        total: 2,
      },
    }),
    [701003, 701004],
  ],
  [
    'addresses and ids',
    'a.json',
    JSON.stringify([
      { name: '岩石', url: 'https://space.bilibili.com/701003' },
      { id: 701004, username: '满满' },
    ]),
    [701003, 701004],
  ],
  [
    'bookmarks',
    'a.html',
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="https://space.bilibili.com/701003" ADD_DATE="1700000000">岩石</A>\n<DT><A HREF="https://space.bilibili.com/701004/dynamic" ADD_DATE="1700000001">满满</A>\n</DL>\n',
    [701003, 701004],
  ],
  [
    'links of Markdown',
    'a.md',
    '- [岩石](https://space.bilibili.com/701003)\n- [满满](https://space.bilibili.com/701004)\n',
    [701003, 701004],
  ],
  ['names before', 'a.txt', '岩石: 701003\n满满：701004\n', [701003, 701004]],
  ['comments', 'a.txt', '# 我的关注 2026\n701003 # 岩石\n701004 // 满满\n', [701003, 701004]],
];

describe('a file follows whom it means and nobody else, and they are named as on the site', () => {
  it.each(files)('with %s', async (_, name, content, mids) => {
    const { world, alice } = await newcomer();
    await alice.send('/import', file(content, name));
    const preview = await alice.see(`将关注 ${mids.length} 人：${named(mids)}`);
    expect(preview.text).not.toContain('没看懂');
    await alice.press('开始');
    await alice.see('已完成');
    expect(world.followingsOf(me).sort()).toEqual(mids);
  });

  it('as a text after the command, in words too', async () => {
    const { world, alice } = await newcomer();
    for (const command of ['/import', '导入']) {
      await alice.send(`${command} 1、701003\n2、701004`);
      await alice.see('将关注 2 人：青石、小满');
    }
    await alice.press('开始');
    await alice.see('已完成');
    expect(world.followingsOf(me).sort()).toEqual([701003, 701004]);
  });

  it('as words with links behind them', async () => {
    const { alice } = await newcomer();
    await alice.send('/import 岩石\n12 满满', {
      links: { 岩石: 'https://space.bilibili.com/701003', 满满: 'https://space.bilibili.com/701004' },
    });
    const preview = await alice.see('将关注 2 人：青石、小满');
    expect(preview.text).not.toContain('没看懂');
  });

  it('of any size that /export writes', async () => {
    const { world, alice } = await newcomer();
    const mids = Array.from({ length: 1300 }, (_, index) => 800_000 + index);
    for (const mid of mids) world.addPerson({ mid, name: `路人${mid}` });
    await alice.send('/import', file(`${mids.join('\n')}\n`, 'uids.txt'));
    await alice.see('将关注 1,300 人：路人800000、');
  });
});

describe('groups and special follows of a file are asked about', () => {
  it.each<[what: string, entry: object, groups: string[]]>([
    ['by their names', { mid: 701003, name: '岩石', tag: ['音乐', '特别关注'] }, ['特别关注', '音乐']],
    ['of details', { mid: 701003, uname: '岩石', attribute: 2, tag: ['音乐'], special: 0 }, ['音乐']],
    ['of a table', { mid: 701003, groups: ['音乐'], special: true }, ['特别关注', '音乐']],
  ])('%s', async (_, entry, groups) => {
    const { world, alice } = await newcomer();
    await alice.send('/import', file(JSON.stringify([entry, { mid: 701004, tag: [] }]), 'a.json'));
    const asked = await alice.see('将新建 1 个分组：音乐');
    expect(asked.text?.includes('特别关注：1 人')).toBe(groups.includes('特别关注'));
    await alice.press('连同分组');
    await alice.see('将关注 2 人');
    await alice.press('开始');
    await alice.see('已完成');
    const names = new Map(world.groups(me).map(({ tagid, name }) => [tagid, name]));
    const tags = world.relationOf(me, 701003).tag ?? [];
    expect(tags.map((tagid) => names.get(tagid)).sort()).toEqual([...groups].sort());
    expect(world.relationOf(me, 701004).attribute).toBe(2);
  });

  it('by their numbers only where the account has them', async () => {
    const { world, alice } = await newcomer();
    const own = world.createGroup(me, '猫');
    const entries = (tagid: number) => JSON.stringify([{ mid: 701003, tag: [tagid] }, { mid: 701004 }]);
    await alice.send('/import', file(entries(own + 1000), 'a.json'));
    await alice.see('将关注 2 人');
    await alice.send('/import', file(entries(own), 'a.json'));
    await alice.see('已有的分组：猫');
    await alice.press('连同分组');
    await alice.see('将关注 2 人');
    await alice.press('开始');
    await alice.see('已完成');
    expect(world.groupMembers(me, own)).toEqual([701003]);
  });
});

describe('where it is not plain which numbers are people', () => {
  const table = '701003,1007,岩石\n701004,77,满满\n701005,90909,船夫\n';

  it.each([
    ['a list of other things', '{"goods":[{"id":1007,"name":"手办"}]}', 'a.json', '名单“goods”'],
    ['a column that nobody knows', '热度,标题\n1007,甲\n77,乙\n', 'a.csv', '第 1 列（热度）'],
  ])('%s follows nobody unasked', async (_, content, name, choice) => {
    const { world, alice } = await newcomer();
    await alice.send('/import', file(content, name));
    const asked = await alice.see('都不对就选“取消”');
    expect(labels(asked).flat()).toEqual([`1. ${choice}`, '取消']);
    expect(asked.text).toContain('路人甲（1007）');
    await alice.press('取消');
    expect(world.followingsOf(me)).toEqual([]);
  });

  it.each([
    [
      'zh-hans',
      '看不出里面哪些数字是 UID',
      '  → 路人甲（1007）、路人乙（77）、90909（没有这个人）',
      '第 1 列',
      '取消',
      '将关注 3 人：青石',
      '开始',
      '已完成',
    ],
    [
      'en',
      'It is not clear which of these numbers are UIDs',
      '  → 路人甲 (1007), 路人乙 (77), 90909 (nobody)',
      'Column 1',
      'Cancel',
      '3 people to follow: 青石',
      'Start',
      'Done.',
    ],
  ])(
    'it is asked, with who each column would mean (%s)',
    async (language, question, means, first, cancel, todo, start, done) => {
      const { world, alice } = await newcomer(language);
      world.requests.clear();
      await alice.send('/import', file(table, 'a.csv'));
      const asked = await alice.see(question);
      expect(asked.text).toContain('701003 · 1007 · 岩石');
      expect(asked.text).toContain(means);
      expect(labels(asked).flat()).toEqual([`1. ${first}`, expect.stringContaining('2. '), cancel]);
      expect(world.requests.count('user/cards')).toBe(1);
      await alice.press(`1. ${first}`);
      await alice.see(todo);
      await alice.press(start);
      await alice.see(done);
      expect(world.followingsOf(me).sort()).toEqual([701003, 701004, 701005]);
    },
  );

  it('the answer goes along with those after it', async () => {
    const { world, alice } = await newcomer();
    const lists = { a: [{ mid: 701003, tag: ['音乐'] }], b: [{ mid: 701004 }] };
    await alice.send('/import', file(JSON.stringify(lists), 'blacklist.json'));
    const asked = await alice.see('名单“a”');
    expect(labels(asked).flat()).toEqual(['1. 名单“a”', '2. 名单“b”', '3. 全部都是', '取消']);
    await alice.press('1. 名单“a”');
    await alice.see('这是一份黑名单，里面有 1 人');
    await alice.press('关注');
    await alice.see('将新建 1 个分组：音乐');
    await alice.press('不要分组');
    await alice.see('将关注 1 人：青石');
    await alice.press('开始');
    await alice.see('已完成');
    expect(world.followingsOf(me)).toEqual([701003]);
  });

  it('it is asked without names when the site gives none', async () => {
    const { world, alice } = await newcomer();
    world.faults.set('user/cards', { kind: 'code', code: -400 });
    await alice.send('/import', file(table, 'a.csv'));
    const asked = await alice.see('→ 1007、77、90909');
    expect(asked.text).not.toContain('没有这个人');
  });

  it('nobody is followed when it is left', async () => {
    const { world, alice } = await newcomer();
    await alice.send('/import', file(table, 'a.csv'));
    await alice.see('看不出');
    await alice.press('取消');
    await alice.see('已取消');
    expect(world.followingsOf(me)).toEqual([]);
  });
});

describe('a file that is no list of follows says what it is, and is asked what for', () => {
  const blacks = JSON.stringify(
    [701003, 701004].map((mid) => ({ mid, attribute: 128, tag: null, special: 0, uname: `黑${mid}` })),
  );

  it.each<[what: string, name: string, content: string]>([
    ['the site’s own mark', 'backup.json', blacks],
    ['our table', 'a.csv', 'mid,name,relation,groups\r\n701003,甲,blocked,\r\n701004,乙,blocked,\r\n'],
    ['its name', 'blacks.csv', '701003\n701004\n'],
  ])('a blacklist by %s', async (_, name, content) => {
    const { world, alice } = await newcomer();
    await alice.send('/import', file(content, name));
    const asked = await alice.see('这是一份黑名单，里面有 2 人');
    expect(labels(asked)).toEqual([['拉黑', '关注'], ['取消']]);
    await alice.press('拉黑');
    await alice.see('将拉黑 2 人：青石、小满');
    await alice.press('开始');
    await alice.see('已完成');
    expect(world.blacksOf(me).sort()).toEqual([701003, 701004]);
    expect(world.followingsOf(me)).toEqual([]);
  });

  it('a blacklist by what is written under it; its people may be followed too', async () => {
    const { world, alice } = await newcomer('en');
    await alice.send('/import my blacklist', file('701003\n', 'a.txt'));
    await alice.see('This is a blacklist with 1 person on it');
    await alice.press('Follow');
    await alice.see('1 person to follow: 青石');
    await alice.press('Start');
    await alice.see('Done.');
    expect(world.followingsOf(me)).toEqual([701003]);
    expect(world.blacksOf(me)).toEqual([]);
  });

  it.each([
    ['zh-hans', '这是一份粉丝名单，里面有 2 人', '关注', '取消', '将关注 2 人：青石、小满'],
    ['en', 'This is a list of 2 fans. Follow them?', 'Follow', 'Cancel', '2 people to follow: 青石, 小满'],
  ])('a list of fans (%s)', async (language, words, follow, cancel, todo) => {
    const { alice } = await newcomer(language);
    await alice.send('/import', file('mid,name,relation\r\n701003,甲,fan\r\n701004,乙,mutual\r\n', 'a.csv'));
    const asked = await alice.see(words);
    expect(labels(asked)).toEqual([[follow], [cancel]]);
    await alice.press(follow);
    await alice.see(todo);
  });

  it('blocked people among follows are left out, which is told', async () => {
    const { alice } = await newcomer();
    const mixed = JSON.stringify([
      { mid: 701003, attribute: 2 },
      { mid: 701004, attribute: 128 },
    ]);
    await alice.send('/import', file(mixed, 'a.json'));
    await alice.see('其中 1 人标着已拉黑，没有算进来');
    await alice.see('将关注 1 人：青石');
  });
});

describe('UIDs that a spreadsheet has rounded are told, and mean nobody', () => {
  const rounded = 'mid,name\r\n3494375000000010,岩石\r\n3494375000000030,满满\r\n';

  it.each([
    ['zh-hans', '被 Excel 改掉了末几位'],
    ['en', 'too long for Excel'],
  ])('when there is nobody else (%s)', async (language, words) => {
    const { world, alice } = await newcomer(language);
    world.requests.clear();
    await alice.send('/import', file(rounded, 'a.csv'));
    const told = await alice.see(words);
    expect(told.text).toContain('3494375000000010');
    expect(told.text).toContain('3494375000000030');
    expect(world.requests.all()).toEqual([]);
  });

  it('beside people whose UIDs are whole', async () => {
    const { alice } = await newcomer();
    await alice.send('/import', file(`${rounded}701003,船夫\r\n`, 'a.csv'));
    await alice.see('被 Excel 改掉了末几位');
    await alice.see('将关注 1 人：青石');
  });

  it('unless their links say who they are', async () => {
    const { world, alice } = await newcomer();
    world.addPerson({ mid: 3494375000000010, name: '长长' });
    const table = 'mid,page\r\n3494375000000010,https://space.bilibili.com/3494375000000010\r\n';
    await alice.send('/import', file(table, 'a.csv'));
    await alice.see('将关注 1 人：长长');
    expect(alice.transcript()).not.toContain('Excel');
  });
});

describe('a login is never read as a list', () => {
  const SESSDATA = '0a1b2c3d%2C1893456000%2Ce4f5a*51';
  const netscape = `.bilibili.com\tTRUE\t/\tTRUE\t1893456000\tSESSDATA\t${SESSDATA}\n`;

  it('in a file that is longer than is searched beforehand', async () => {
    const { world, alice } = await newcomer();
    world.requests.clear();
    const sent = await alice.send('/import', file(`${'# 猫\n'.repeat(120_000)}${netscape}`, 'cookies.txt'));
    await alice.see('这是登录信息');
    expect(alice.now(sent)).toBeUndefined();
    expect(world.requests.all()).toEqual([]);
  });

  it.each([
    ['zh-hans', '这是登录信息', '所以没有读取', '我删不掉'],
    ['en', 'This is a login', 'so it was not read', 'I could not delete'],
  ])(
    'in a message of a group that is replied to, which is deleted where that may be (%s)',
    async (language, words, why, undeleted) => {
      const { alice, telegram } = await newcomer(language);
      const group = telegram.group({ title: '群', members: [alice.user] });
      await alice.send('/alerts');
      await alice.press(language === 'en' ? 'Send to…' : '发送到…');
      const { text = '' } = await alice.see(/\/start@\w+ link_\S+/u);
      const here = telegram.conversation(alice.user, group);
      await here.send(/\/start@\w+ link_\S+/u.exec(text)?.[0] ?? '');
      await here.see('✅');
      const replyTo = await here.send('', file(netscape, 'cookies.txt'));
      await here.send('/import', { replyTo });
      await here.see(undeleted);
      expect((await here.see(words)).text).toContain(why);
      telegram.promoteBot(group);
      await here.send('/import', { replyTo });
      await here.see(words);
      expect(here.now(replyTo)).toBeUndefined();
      expect(here.transcript()).not.toContain('1893456000');
    },
  );

  it('and what looks like a part of one is blotted in what is listed back', async () => {
    const { alice } = await newcomer();
    const key = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    await alice.send('/import', file(`701003\n701004\n${'猫'.repeat(28)} ${key}\n`, 'a.txt'));
    const preview = await alice.see('将关注 2 人');
    expect(preview.text).toContain('猫 [redacted]');
    expect(alice.transcript()).not.toContain(key.slice(0, 8));
  });
});
