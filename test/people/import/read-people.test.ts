import { describe, expect, it } from 'vitest';
import {
  type ImportText,
  type PeopleRead,
  peopleInFile,
  readPeopleFile,
  readPeopleText,
} from '../../../src/people/import/read-people.ts';
import { UnreadableFile } from '../../../src/people/unreadable-file.ts';
import { finish } from '../../../src/text/interruptible-work.ts';
import fc from '../../support/fast-check.ts';
import { hostile } from '../../support/hostile-texts.ts';
import { growth } from '../../support/step-growth.ts';

function people(read: ImportText): PeopleRead {
  if (read.kind === 'ambiguous') throw new Error(`Ambiguous: ${JSON.stringify(read.candidates)}`);
  return read;
}

/** Everybody in a text, none of it unread, each as `mid name (groups) ★`. */
function listed(text: string): string[] {
  const read = people(readPeopleText(text));
  expect(read.unread).toEqual([]);
  return read.people.map(({ mid, name = '', groups, special }) =>
    [mid, name, groups.length > 0 ? `(${groups.join(' ')})` : '', special ? '★' : '']
      .filter(Boolean)
      .join(' '),
  );
}

function mids(text: string): number[] {
  return people(readPeopleText(text)).people.map(({ mid }) => mid);
}

describe('one column holds the people', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      'the one whose cells are all numbers',
      '701003,北岸北\n701004,20080309\n701005,夜航船长\n',
      ['701003 北岸北', '701004 20080309', '701005 夜航船长'],
    ],
    ['each with the same name under a heading', 'mid,name\n701003,+\n701004,+\n', ['701003 +', '701004 +']],
    ['not the numbers of the lines', '1、701003\n2、701004\n3、701005\n', ['701003', '701004', '701005']],
    ['not with a dot either', '1. 701003\n2. 701004\n', ['701003', '701004']],
    ['nor with a dot against it', '1.701003\n2.701004\n3.701005\n', ['701003', '701004', '701005']],
    ['nor in one line', '1、701003', ['701003']],
    [
      'the one that is called so in Chinese',
      '序号,昵称,用户UID,粉丝数\n1,北岸北,701003,1007\n2,橘子,701004,77\n',
      ['701003 北岸北', '701004 橘子'],
    ],
    [
      'with a column of groups',
      '用户ID,昵称,关注时间,分组\n701003,北岸北,2022-06-30 00:22:21,音乐\n701004,20080309,2024-03-13 23:50:18,音乐、猫\n',
      ['701003 北岸北 (音乐)', '701004 20080309 (音乐 猫)'],
    ],
    [
      'after a line `sep=;`',
      'sep=;\nmid;name\n701003;北岸北\n701004;20080309\n',
      ['701003 北岸北', '701004 20080309'],
    ],
    ['after a title', '我的关注 2026\n701003\n701004\n', ['701003', '701004']],
    [
      'after a title above a table',
      '关注列表 2026-10-01\nUID,昵称\n701003,北岸北\n701004,橘子\n',
      ['701003 北岸北', '701004 橘子'],
    ],
    [
      'under a name with spaces, in quotes',
      '" MID ","Name"\n"701003","北岸北"\n"701004","15"\n',
      ['701003 北岸北', '701004 15'],
    ],
    ['under a name after a mark', '\ufeffUID,名字\n701003,北岸北\n', ['701003 北岸北']],
    ['in a table of Markdown', '| 昵称 | UID |\n| --- | :-: |\n| 北岸北 | 701003 |\n', ['701003 北岸北']],
    ['in a table with full-width commas', '701003，北岸北\n701004，橘子\n', ['701003 北岸北', '701004 橘子']],
    ['in a table of another spreadsheet', '名字;UID\n"甲; 乙";123\n丙;456', ['123 甲; 乙', '456 丙']],
    [
      'by its page, when the number was rounded',
      'mid,page\n3.49438E+15,https://space.bilibili.com/3494375621396821',
      ['3494375621396821'],
    ],
    ['beside numbers that are all the same', '701003,7\n701004,7\n', ['701003', '701004']],
    ['beside dates', '701003,20080309\n701004,20080310\n', ['701003', '701004']],
    [
      'beside numbers that repeat',
      '5,701003\n6,701004\n5,701005\n6,701006\n5,701007\n6,701008\n',
      ['701003', '701004', '701005', '701006', '701007', '701008'],
    ],
    ['of a row id', 'id,名字\n701003,北岸北\n701004,橘子\n', ['701003 北岸北', '701004 橘子']],
  ])('%s', (_, text, expected) => {
    expect(listed(text)).toEqual(expected);
  });

  it('and where it is not plain which, the candidates are shown, and one of them is read', () => {
    const text = '701003,1007,北岸北\n701004,77,橘子\n701005,9,猫\n';
    expect(readPeopleText(text)).toEqual({
      kind: 'ambiguous',
      candidates: [
        {
          choice: 'column0',
          header: undefined,
          rows: ['701003 · 1007 · 北岸北', '701004 · 77 · 橘子', '701005 · 9 · 猫'],
          mids: [701003, 701004, 701005],
        },
        expect.objectContaining({ choice: 'column1', mids: [1007, 77, 9] }),
      ],
    });
    const read = people(readPeopleText(text, { choice: 'column0' }));
    expect(read.people.map(({ mid, name }) => [mid, name])).toEqual([
      [701003, '北岸北'],
      [701004, '橘子'],
      [701005, '猫'],
    ]);
  });

  it.each<[what: string, text: string, choices: string[]]>([
    ['two numbers in one line, of which one may be a date', '701004,20080309', ['column0', 'column1', 'all']],
    ['as many numbers in every line', '701003 701004\n701005 701006\n', ['column0', 'column1', 'all']],
    ['a number under an unknown name', '昵称,热度\n北岸北,1007\n橘子,77\n', ['column1']],
    ['numbers under words that nobody knows', 'foo,bar\n701003,甲\n701004,乙\n', ['column0']],
    ['two columns of such numbers', 'foo,bar\n701003,12\n701004,13\n', ['column0', 'column1']],
    ['short numbers beside names', '甲,12\n乙,7\n', ['column1']],
    ['days beside names', '甲,20080309\n乙,20090310\n', ['column1']],
    ['two numbers behind names', '甲 701003 35000\n乙 701004 1234', ['column1', 'column2']],
    ['two columns of UIDs', 'uid,up_mid\n701003,701004\n701005,701006\n', ['column0', 'column1']],
    ['a list of things with names', '{"goods":[{"id":123,"name":"手办"}]}', ['list0']],
    ['two people of JSON', '{"relation":{"mid":701003},"be_relation":{"mid":9}}', ['list0', 'list1', 'all']],
    ['groups of numbers', '{"音乐":[701003],"游戏":[701004]}', ['list0', 'list1', 'all']],
    ['two lists of JSON', '{"a":[{"mid":701003}],"b":[{"mid":701004}]}', ['list0', 'list1', 'all']],
  ])('as with %s', (_, text, choices) => {
    const read = readPeopleText(text);
    expect(read.kind === 'ambiguous' && read.candidates.map(({ choice }) => choice)).toEqual(choices);
    for (const choice of choices) expect(people(readPeopleText(text, { choice })).people).not.toEqual([]);
  });
});

describe('a number is read as a spreadsheet may have changed it', () => {
  it.each<[what: string, text: string, expected: number[]]>([
    ['thousands', '701,003\n701,004\n', [701003, 701004]],
    ['thousands in quotes', 'mid,name\n"701,003",北岸北\n"1,701,004",橘子', [701003, 1701004]],
    ['thousands that part a row', 'mid,name\n701,003,北岸北\n701,104,橘子', [701003, 701104]],
    ['thousands between tabs', '701,003\t北岸北\n701,004\t橘子\n', [701003, 701004]],
    ['an apostrophe', "mid,name\n'701003,北岸北\n'701004,橘子\n", [701003, 701004]],
    ['a formula', 'mid,name\n="701003",北岸北\n"=""701004""",橘子\n', [701003, 701004]],
    ['a fraction of zero', 'mid,name\n701003.0,北岸北\n701004.00,橘子\n', [701003, 701004]],
    ['an exponent with all digits', 'mid\n7.01003E+05\n', [701003]],
    ['full-width digits', '７０１００３\n７０１００４\n', [701003, 701004]],
    ['invisible characters', '\u200b701003\u200b\n701\u2060004\n', [701003, 701004]],
    ['quotes out of place', 'mid,name\n701003,"北岸"北"\n701004,橘"子\n', [701003, 701004]],
    [
      'a quote that is never closed',
      'mid,name\n701003,"北岸北\n701004,橘子\n701005,"猫"\n',
      [701003, 701004, 701005],
    ],
    [
      'quoted cells that end with a line of digits',
      'mid,sign\n701003,"a\n123456"\n701004,"b\n7654321"\n',
      [701003, 701004],
    ],
    ['a quoted cell of several lines', 'name,mid\n"北岸\n北",701003\n"橘 ""子""",701004', [701003, 701004]],
  ])('%s', (_, text, expected) => {
    const read = people(readPeopleText(text));
    expect(read.people.map(({ mid }) => mid)).toEqual(expected);
    expect(read.unread).toEqual([]);
    expect(read.rounded).toEqual([]);
  });

  it('and whose link stands beside it is nobody else', () => {
    const read = people(
      readPeopleText('mid,page\n3494375000000010,https://space.bilibili.com/3494375000000010\n'),
    );
    expect(read).toMatchObject({ people: [{ mid: 3494375000000010 }], rounded: [] });
    expect(mids('[3494375000000010]')).toEqual([3494375000000010]);
  });

  it('and what it has rounded is told, and means nobody', () => {
    const long = 'mid,name\n3494375000000010,风铃草\n3494375000000030,海盐\n';
    expect(people(readPeopleText(`${long}701003,橘子\n`))).toMatchObject({
      people: [{ mid: 701003 }],
      rounded: ['3494375000000010', '3494375000000030'],
      roundedCount: 2,
    });
    expect(people(readPeopleText(`${long}3494375000000031,橘子\n`))).toMatchObject({
      people: [{ mid: 3494375000000010 }, { mid: 3494375000000030 }, { mid: 3494375000000031 }],
      rounded: [],
      roundedCount: 0,
    });
    expect(people(readPeopleText('mid\n3.49438E+15\n7.01E+05\n'))).toMatchObject({
      people: [],
      unread: ['3.49438E+15', '7.01E+05'],
      rounded: ['3.49438E+15', '7.01E+05'],
    });
  });
});

describe('what is said of people beside their UIDs is nobody', () => {
  it.each<[text: string, expected: number[]]>([
    ['701003 等 3 人', [701003]],
    ['共 2 人：701003，701004', [701003, 701004]],
    ['共 2 人\n701003\n701004', [701003, 701004]],
    ['2 人\n701003\n701004', [701003, 701004]],
    ['第 1 页\n701003\n701004\n第 2 页\n701005', [701003, 701004, 701005]],
    ['UID:701003 Lv6 粉丝 123456', [701003]],
    ['张三 701003 粉丝 123456\n李四 701004 粉丝 5678', [701003, 701004]],
    ['701003 张三 粉丝 123456\n701004 李四 粉丝 5678', [701003, 701004]],
    ['701003 张三 12 粉丝\n701004 李四 3456 粉丝', [701003, 701004]],
    ['701003 关注于 2024 年 8 月 3 日\n701004 关注于 2025 年 1 月 13 日', [701003, 701004]],
    ['张三 粉丝：123456 701003\n李四 粉丝：5678 701004', [701003, 701004]],
    ['张三 粉丝：123456\n701003', [701003]],
    ['701 003', [701003]],
    ['我的关注 758\n701003 张三\n701004 李四', [701003, 701004]],
    ['701003 12 粉丝 34 关注\n701004 5 粉丝 6 关注', [701003, 701004]],
    ['粉丝 昵称\n123456 张三\n223456 李四', []],
    ['手机号,姓名\n13800138000,张三\n13900139000,李四', []],
    ['aid,title\n170001,甲\n170002,乙', []],
    ['评论ID,内容\n123456789,甲\n223456789,乙', []],
    ['张三:701003:6\n李四:701004:5', [701003, 701004]],
    ['1735689600 uid=701003', [701003]],
    ['5 uid=701003 300', [701003]],
    ['UID: 1 2 3', [1, 2, 3]],
    ['UID:701,003', [701003]],
    ['UID：701 003', [701003]],
    ['BILI_UIDS=701003,701004', [701003, 701004]],
    ['[bilibili]\nuids = 701003,701004\ninterval = 600', [701003, 701004]],
    ['```json\n[{"mid":701003},{"mid":701004}]\n```', [701003, 701004]],
    ['12 https://space.bilibili.com/701003', [701003]],
    ['1,234粉丝', []],
    ['act=1 fid=701003 code=0', [701003]],
    ['a=1 b=2', []],
    ['张三 12:00\nUID 701003\n李四 12:01\nUID 701004', [701003, 701004]],
    ['【甲】\nUID：701003\n粉丝：1,234\n关注：23456', [701003]],
    ['甲\nUID 701003\n粉丝 12345\n关注 23456', [701003]],
    ['uids:\n- 701003\n- 701004\ninterval: 600', [701003, 701004]],
    ['#接龙\n互关\n1. 甲 701003\n2. 乙 701004\n3. ', [701003, 701004]],
    ['1,甲\n2,乙\n3,丙', []],
    ['甲 12\n乙 7', []],
    ['昵称,UID\n甲,701003\n乙,701004\n合计,2', [701003, 701004]],
    ['BEGIN:VCARD\nTEL:13800138000\nEND:VCARD', []],
    ['#1 701003\n#2 701004', [701003, 701004]],
    ['701003 粉丝 1234 关注 678', [701003]],
    ['UID 701003 | 粉丝 123456 | 关注 678', [701003]],
    ['甲\n粉丝数\n35000\n获赞数\n12345', []],
    ['甲,13800138000\n乙,13900139000', []],
    ['#互关# 701003', [701003]],
    ['甲（https://space.bilibili.com/701003）和乙（https://space.bilibili.com/701004）', [701003, 701004]],
    ['[[user]]\nuid = 701003\n\n[[user]]\nuid = 701004', [701003, 701004]],
    [
      '2024-01-01 12:00:00 张三(12345678)\nUID 701003\n\n2024-01-01 12:00:05 李四(23456789)\n701004',
      [701003, 701004],
    ],
    ['导出人：某某(UID 9)\nUID,昵称\n701003,甲\n701004,乙', [701003, 701004]],
    ['导出人,某某,UID 9\n\nUID,昵称\n701003,甲\n701004,乙', [701003, 701004]],
    ['某某(UID 9) 的关注\nUID,昵称\n701003,甲\n701004,乙', [701003, 701004]],
    ['UID,关注数,粉丝数\n701003,128,35000\n701004,56,2345', [701003, 701004]],
  ])('%j', (text, expected) => {
    expect(mids(text)).toEqual(expected);
  });
});

describe('a list is read', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    ['one a line', '701003\r\n701004\r\n', ['701003', '701004']],
    [
      'in one line',
      '701003 701004,701005、701006；701007',
      ['701003', '701004', '701005', '701006', '701007'],
    ],
    ['in lines of several', '701003 701004 701005\n701006\n', ['701003', '701004', '701005', '701006']],
    ['in quotes', '"701003","701004"', ['701003', '701004']],
    [
      'in forms that need no question',
      'UID:701003 UID: 701005 https://space.bilibili.com/701004?from=x',
      ['701003', '701005', '701004'],
    ],
    ['with names before', '北岸北: 701003\n橘子：701004\n', ['701003 北岸北', '701004 橘子']],
    [
      'with names before and a mark',
      '北岸北（UID：701003）\n橘子（UID：701004）\n',
      ['701003 北岸北', '701004 橘子'],
    ],
    [
      'with names after',
      '701003 北岸 北\n701004 橘子 2026\n701005 猫\n',
      ['701003 北岸 北', '701004 橘子', '701005 猫'],
    ],
    ['with numbers in brackets', '北岸北(701003)\n橘子（701004）\n', ['701003 北岸北', '701004 橘子']],
    ['with colons after', '701003:北岸北\n701004：橘子\n', ['701003 北岸北', '701004 橘子']],
    ['with dashes', '北岸北 - 701003\n橘子 - 701004\n', ['701003 北岸北', '701004 橘子']],
    [
      'with times',
      '701003 2022-06-30 00:22:21 北岸北\n701004 2024-03-13 23:50:18 橘子\n',
      ['701003 北岸北', '701004 橘子'],
    ],
    ['numbered, with names', '1.北岸北：701003\n2.橘子：701004\n', ['701003 北岸北', '701004 橘子']],
    ['after a word', '关注：701003、701004', ['701003', '701004']],
    ['as a set', '{701003, 701004}', ['701003', '701004']],
    ['with comments', '# 我的关注 2026\n701003 # 北岸北\n701004 // 橘子\n', ['701003 北岸北', '701004 橘子']],
    [
      'of links of Markdown',
      '- [北岸北](https://space.bilibili.com/701003)\n- [橘 子 7](https://space.bilibili.com/701004)\n',
      ['701003 北岸北', '701004 橘 子 7'],
    ],
    [
      'of links, without the numbers about them',
      '2026年 https://space.bilibili.com/701003 5级\n12 https://space.bilibili.com/701004\n',
      ['701003 5级', '701004'],
    ],
    [
      'of links, without the number before one of them',
      'https://space.bilibili.com/701003\n12 https://space.bilibili.com/701004\n',
      ['701003', '701004'],
    ],
    [
      'of bookmarks',
      '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="https://space.bilibili.com/701003" ADD_DATE="1700000000">北岸北</A>\n<DT><A HREF="https://space.bilibili.com/701004/dynamic" ADD_DATE="1700000001">橘&amp;子</A>\n<DT><A HREF="https://example.com/1">x</A></DL>\n',
      ['701003 北岸北', '701004 橘&子'],
    ],
  ])('%s', (_, text, expected) => {
    expect(listed(text)).toEqual(expected);
  });

  it.each([
    ['701003 2024年1月1日\n701004 2024年1月2日', undefined],
    ['701003，2024年1月1日\n701004，2024年3月5日', undefined],
    ['701003 甲 2024年1月1日\n701004 乙 2024年1月2日', '甲'],
    ['2024年1月1日,701003,甲\n2024年1月2日,701004,乙', '甲'],
    ['701003 2024-01-01T00:00:00Z\n701004 2024-01-02T00:00:00Z', undefined],
  ])('and a day is no name: %j', (text, name) => {
    const { people: all } = people(readPeopleText(text));
    expect(all.map(({ mid }) => mid)).toEqual([701003, 701004]);
    expect(all[0]?.name).toBe(name);
  });

  it.each<[what: string, text: string]>([
    [
      'in a table of HTML',
      '<table><tr><th>UID</th><th>昵称</th></tr><tr><td>701003</td><td>甲</td></tr>\n<tr><td> 701004 </td><td>乙&amp;</td></tr></table>',
    ],
    [
      'in a frame',
      '+--------+------+\n| uid    | name |\n+--------+------+\n| 701003 | 甲 |\n| 701004 | 乙 |\n+--------+------+\n2 rows in set (0.00 sec)',
    ],
    ['as Python prints it', "[{'mid': 701003, 'vip': True}, {'mid': 701004, 'name': None}]"],
    ['below the name of a section', '[users]\n701003 = 甲\n701004 = 乙'],
    ['behind times in brackets', '[2024-05-01 12:00:00] 701003\n[2024-05-02 12:00:00] 701004'],
    [
      'with names in sentences',
      '2024-05-01 12:00:00 关注了 甲(701003)\n2024-05-02 13:00:00 关注了 乙(701004)',
    ],
    ['with boxes to tick', '- [x] 701003 甲\n- [ ] 701004 乙'],
    ['joined by a sign', '701003|701004'],
    ['between signs of both scripts', '甲，701003。701004！'],
    ['behind a dash', '甲-701003\n乙-701004'],
    ['behind dashes in a line', '甲-701003，乙-701004'],
  ])('%s', (_, text) => {
    expect(mids(text)).toEqual([701003, 701004]);
  });

  it.each(['<?xml version="1.0"?>\n', ''])(
    'of the feeds of an outline, by their pages or addresses',
    (before) => {
      const feeds = [
        '<outline text="甲" xmlUrl="https://rsshub.app/bilibili/user/video/701003"/>',
        '<outline text="b 222333" xmlUrl="https://example.com/feed/222333"/>',
        '<outline text="乙" xmlUrl="https://example.com/1" htmlUrl="https://space.bilibili.com/701004"/>',
      ];
      expect(listed(`${before}<opml version="2.0"><body>${feeds.join('\n')}</body></opml>`)).toEqual([
        '701003 甲',
        '701004 乙',
      ]);
      expect(mids(`${before}<opml version="2.0"><body>${feeds[1]}</body></opml>`)).toEqual([]);
    },
  );

  it('of any length', () => {
    const many = Array.from({ length: 1300 }, (_, index) => 800_000 + index);
    for (const between of ['\n', ',', ' ']) expect(mids(many.join(between))).toEqual(many);
    expect(mids(JSON.stringify(many))).toEqual(many);
  });

  it('and what means nobody is listed back, cut short', () => {
    expect(people(readPeopleText('701003 @名字 BV1xx411c7mD b23.tv/aB3dE6g -5'))).toMatchObject({
      people: [{ mid: 701003 }],
      unread: ['@名字', 'BV1xx411c7mD', 'b23.tv/aB3dE6g', '-5'],
    });
    const read = people(
      readPeopleText(`mid,name\nx,甲\n,乙\n1,丙\n${'word '.repeat(20).trim().replaceAll(' ', '\n')}`),
    );
    expect(read.unread.slice(0, 3)).toEqual(['x', '乙', 'word']);
    expect(read.unreadCount).toBe(22);
    expect(people(readPeopleText('y'.repeat(3000))).unread[0]?.length).toBeLessThan(100);
  });

  it('below a title and a time', () => {
    expect(mids('关注列表导出\n时间,2026-11-26\n\nUID,昵称\n701003,甲\n701004,乙')).toEqual([701003, 701004]);
  });

  it('where keys or ids of JSON only count, of nobody by these', () => {
    expect(mids('{"uids":{"1":701003,"2":701004}}')).toEqual([701003, 701004]);
    for (const text of [
      '[{"id":1,"name":"默认分组"},{"id":2,"name":"游戏"}]',
      '{"list":[{"id":1,"name":"默认分组"},{"id":2,"name":"游戏"}]}',
    ])
      expect(() => readPeopleText(text)).toThrow(expect.objectContaining({ reason: 'foreign' }));
    expect(mids('[{"id":"13","name":"站外","url":"https://example.com/1"}]')).toEqual([]);
  });

  it('of a blacklist by its key', () => {
    expect(people(readPeopleText('{"blockList":[701003]}')).kind).toBe('blacks');
    expect(people(readPeopleText('{"屏蔽":{"uids":[701003]}}')).kind).toBe('blacks');
  });

  it('where nobody can be meant, of nobody', () => {
    expect(mids('昵称,粉丝数\n北岸北,1007\n')).toEqual([]);
  });
});

describe('JSON of other programs is read', () => {
  it.each<[what: string, value: unknown, expected: string[]]>([
    [
      'numbers and texts',
      [701003, '701004', 'https://space.bilibili.com/701005'],
      ['701003', '701004', '701005'],
    ],
    [
      'bilibili-follow-sync',
      {
        type: 'bilibili-follow-sync',
        account: { mid: 9, uname: '' },
        total: 1,
        users: [{ mid: 701003, uname: '北岸北' }],
      },
      ['701003 北岸北'],
    ],
    [
      "the site's answer",
      {
        code: 0,
        data: { list: [{ mid: 701003, uname: '北岸北', attribute: 2, tag: [-10, 5], special: 1 }], total: 1 },
      },
      ['701003 北岸北 ★'],
    ],
    [
      'names of groups',
      [
        { mid: 701003, name: '北岸北', tag: ['音乐', '特别关注'] },
        { mid: 701004, tag: [] },
      ],
      ['701003 北岸北 (音乐) ★', '701004'],
    ],
    [
      'details',
      [{ mid: 701003, uname: '北岸北', attribute: 2, tag: ['音乐'], special: 0, sign: 'QQ 1007' }],
      ['701003 北岸北 (音乐)'],
    ],
    [
      'numbers of groups with their names',
      {
        tags: [{ tagid: 5, name: '音乐', count: 1 }],
        users: [{ uid: '701003', nickname: '北岸北', tag: [5, 0] }],
      },
      ['701003 北岸北 (音乐)'],
    ],
    [
      'addresses and ids',
      [
        { name: '北岸北', url: 'https://space.bilibili.com/701003' },
        { id: 701004, username: '橘子' },
      ],
      ['701003 北岸北', '701004 橘子'],
    ],
    ['people within', { list: [{ user: { mid: 701003 } }] }, ['701003']],
    [
      'people by their UIDs',
      { 701003: { name: '北岸北' }, 701004: '橘子' },
      ['701003 北岸北', '701004 橘子'],
    ],
    ['follows among other lists', { following: [{ mid: 701003 }], fans: [{ mid: 701004 }] }, ['701003']],
  ])('%s', (_, value, expected) => {
    expect(listed(JSON.stringify(value))).toEqual(expected);
    expect(listed(JSON.stringify(value, undefined, 2))).toEqual(expected);
  });

  it('with numbers of groups that it has no names for', () => {
    const [person] = people(readPeopleText('[{"mid":701003,"tag":[-10,207542],"special":0}]')).people;
    expect(person).toEqual({ mid: 701003, groups: [], tagids: [207542], special: true });
  });

  it.each([
    ['{"甲":701003,"乙":"701004"}'],
    ["{'甲': 701003, '乙': 701004}"],
    ['{"ups":{"甲":"https://space.bilibili.com/701003","乙":701004}}'],
    ["[(701003, '甲'), (701004, '乙')]"],
  ])('names with their UIDs: %s', (text) => {
    expect(listed(text)).toEqual(['701003 甲', '701004 乙']);
  });

  it.each([
    ['{"code":0,"data":{"card":{"mid":"701003","name":"甲"}}}', '701003 甲'],
    ['{"response":{"body":{"data":{"user":{"uid":701003}}}}}', '701003'],
    ['{"甲":{"uid":701003,"fans":12}}', '701003 甲'],
    ['{"info":{"mid":701003},"level":{"mid":701003}}', '701003'],
    ['{"fid":1234567,"mid":701003,"title":"收藏夹"}', '701003'],
    ['{"body":"{\\"code\\":0,\\"data\\":{\\"mid\\":701003}}"}', '701003'],
    ['"[{\\"mid\\":701003}]"', '701003'],
    ['{\n// mine\n"users": [/* a */ {"mid": 701003}, ],\n}', '701003'],
    ['/* mine */ {"mid":701003} // end', '701003'],
  ])('somebody wherever they stand: %s', (text, expected) => {
    expect(listed(text)).toEqual([expected]);
  });

  it('people in the same place of several objects', () => {
    const items = [701003, 701004].map((mid) => ({ id_str: '1', modules: { module_author: { mid } } }));
    expect(listed(JSON.stringify({ data: { items } }))).toEqual(['701003', '701004']);
    const groups = [701003, 701004].map((mid, tagid) => ({ tagid, name: `${mid}`, members: [{ mid }] }));
    expect(listed(JSON.stringify({ groups }))).toEqual(['701003', '701004']);
  });

  it('but not whose account it is, nor what only has a number', () => {
    for (const text of [
      '{"account":{"mid":9},"users":[]}',
      '{"me":{"mid":9}}',
      '{"name":"群","id":1234567890,"messages":[{"id":1,"from":"甲","text":"hi"}]}',
      '{"room_id":3394945,"short_id":123456}',
    ])
      expect(() => readPeopleText(text)).toThrow(expect.objectContaining({ reason: 'foreign' }));
    expect(mids('[{"id":1,"from":"甲","text":"hi"}]')).toEqual([]);
  });

  it('and no figures under words', () => {
    for (const text of ['{"粉丝总量":701003,"关注总数":12000}', '{"version":3,"count":701003}', '{"等级":6}'])
      expect(() => readPeopleText(text)).toThrow(expect.objectContaining({ reason: 'foreign' }));
  });

  it('one object a line', () => {
    expect(listed('{"mid":701003,"uname":"北岸北"}\n{"mid":701004,"uname":"橘子"}\n')).toEqual([
      '701003 北岸北',
      '701004 橘子',
    ]);
    expect(listed('{"mid":701003,"uname":"北岸北"}')).toEqual(['701003 北岸北']);
  });

  it('and its entries that mean nobody are listed back', () => {
    expect(people(readPeopleText('[1, {"no":"mid"}, null, 12345678901234567890]')).unread).toEqual([
      '{"no":"mid"}',
      'null',
      '12345678901234567000',
    ]);
  });
});

describe('a column called after a year', () => {
  it('is none with people, and its name nobody', () => {
    expect(mids('uid,2024,2025\n701003,5,7\n701004,6,8\n')).toEqual([701003, 701004]);
  });
});

describe('a table in JSON is read as one', () => {
  const two = ['701003 北岸北', '701004 橘子'];
  const rows = [
    [701003, '北岸北'],
    [701004, '橘子'],
  ];

  it.each<[what: string, value: unknown]>([
    ['of pandas, split', { columns: ['mid', 'uname'], index: [0, 1], data: rows }],
    ['with other names of its parts', { header: ['UID', '昵称'], rows }],
    ['with columns that are objects', { fields: [{ name: 'mid' }, { name: 'name' }], values: rows }],
    ['of a spreadsheet, its header a row', { range: 'A1:B3', values: [['mid', 'name'], ...rows] }],
    ['without a header', rows],
    ['whose rows are numbered', rows.map((row, index) => [index + 1, ...row])],
    [
      'with ranks and fans beside',
      { columns: ['rank', 'uid', 'name'], data: rows.map((row, i) => [i, ...row]) },
    ],
    ['a list a column', { mid: [701003, 701004], name: ['北岸北', '橘子'], fans: [1007, 20080309] }],
    [
      'an object a column',
      { mid: { 0: 701003, 1: 701004 }, uname: { 0: '北岸北', 1: '橘子' }, fans: { 0: 7, 1: 8 } },
    ],
    ['of tuples, a list a line', undefined],
  ])('%s', (_, value) => {
    const text =
      value === undefined ? rows.map((row) => JSON.stringify(row)).join('\n') : JSON.stringify(value);
    expect(listed(text)).toEqual(two);
  });

  it('is asked about where two columns may hold the people', () => {
    const text = JSON.stringify([
      ['甲', 1007, 701003],
      ['乙', 30080309, 701004],
    ]);
    const read = readPeopleText(text);
    if (read.kind !== 'ambiguous') throw new Error('not asked');
    expect(read.candidates.map(({ mids: all }) => all)).toEqual([
      [1007, 30080309],
      [701003, 701004],
    ]);
    expect(people(readPeopleText(text, { choice: 'column2' })).people.map(({ mid }) => mid)).toEqual([
      701003, 701004,
    ]);
  });

  it('pages of numbers are one list', () => {
    expect(mids('[[701003,701004],[701005]]')).toEqual([701003, 701004, 701005]);
  });

  it('of a video or a post, who made it', () => {
    expect(mids('[{"id":9000001,"title":"a","author":"甲","author_id":701003}]')).toEqual([701003]);
    expect(mids('[{"id":9000001,"title":"a","owner":{"mid":701003,"name":"甲"}}]')).toEqual([701003]);
  });
});

describe('a log is read', () => {
  it.each([
    ['2026-01-02 10:11:12 INFO followed '],
    ['2026-01-02 10:11:12,345 - INFO - followed '],
    ['[2026-01-02 10:11:12] [INFO] 关注成功 '],
    ['2026-01-02T10:11:12.123Z follow uid='],
    ['2026-01-02T10:11:12+08:00 [WARN] 已关注 '],
    ['10:11:12 关注 '],
    ['INFO:root:followed '],
    ['[INFO] '],
    ['1735689600 INFO '],
    ['[1735689600.123] [DEBUG] 已关注 '],
  ])('without its times and levels: %s', (prefix) => {
    expect(listed(`${prefix}701003\n${prefix}701004\n`)).toEqual(['701003', '701004']);
    expect(mids(`${prefix}701003 ok\n${prefix}701004 ok\n`)).toEqual([701003, 701004]);
  });

  it('a column of times in a table stays one', () => {
    expect(mids('2026-01-02 10:11:12,701003\n2026-01-02 10:11:13,701004\n')).toEqual([701003, 701004]);
    expect(mids('time,mid\n2026-01-02 10:11:12,701003\n2026-01-02 10:11:13,701004\n')).toEqual([
      701003, 701004,
    ]);
  });

  it('no part of a day or an hour is somebody', () => {
    expect(mids('2026-01-02T10:11:12Z 无\n2026-01-02T10:11:13Z 无')).toEqual([]);
  });
});

describe('a link', () => {
  it.each([
    'https://m.bilibili.com/topic-detail?topic_id=701003',
    'www.bilibili.com/v/topic/detail?topic_id=701003',
    'https://t.bilibili.com/vote/h5/index/#/result?vote_id=701003',
    'https://game.bilibili.com/detail?id=701003',
    'https://search.bilibili.com/all?keyword=701003',
    'https://example.com/?id=701003',
    'http://localhost:701003',
    '活动=https://example.com/?id=701003',
  ])('to something else is nobody, whatever number ends it: %s', (link) => {
    expect(mids(link)).toEqual([]);
    expect(mids(`${link}\n701004`)).toEqual([701004]);
  });

  it.each([
    '甲:https://space.bilibili.com/701003',
    'https://space.bilibili.com/701003:甲',
    '甲：space.bilibili.com/701003',
    '甲=https://space.bilibili.com/701003?from=search&x=1',
  ])('to a person may have a name beside it: %s', (piece) => {
    expect(mids(piece)).toEqual([701003]);
  });
});

describe('what a program prints is read', () => {
  it('the fields of a query, each with everybody it marks', () => {
    expect(mids('mid=701003&mid=701004')).toEqual([701003, 701004]);
    expect(mids('mid=701003&act=1')).toEqual([701003]);
  });

  it.each([
    ['a data frame', '    mid name\n0  701003  甲\n1  701004  乙'],
    ['a UID before a colon', '701003: 甲\n701004: 乙'],
  ])('%s', (_, text) => {
    expect(listed(text)).toEqual(['701003 甲', '701004 乙']);
  });

  it('a count before a list is nobody', () => {
    expect(mids('我关注了 2 个人：701003、701004')).toEqual([701003, 701004]);
  });
});

describe('a file says whose list it is', () => {
  const black = (mid: number) => ({ mid, attribute: 128, tag: null, special: 0, uname: `黑${mid}` });

  it.each<[what: string, text: string, name: string, kind: string]>([
    ['blocked people', JSON.stringify([black(701003), black(701004)]), 'backup.json', 'blacks'],
    ['a list called so', JSON.stringify({ blacks: [{ mid: 701003 }] }), 'a.json', 'blacks'],
    ['our own table', 'mid,name,relation,groups\n701003,甲,blocked,\n', 'any.csv', 'blacks'],
    ['its name', '701003\n701004\n', 'blacks.csv', 'blacks'],
    ['its name in Chinese', '[701003]', '黑名单-2026.json', 'blacks'],
    ['our table of fans', 'mid,name,relation\n701003,甲,fan\n701004,乙,mutual\n', 'any.csv', 'fans'],
    ['follows', 'mid,name,relation\n701003,甲,following\n', 'any.csv', 'follows'],
    ['nothing', '701003\n', 'uids.txt', 'follows'],
  ])('%s', (_, text, name, kind) => {
    expect(people(readPeopleText(text, { name })).kind).toBe(kind);
  });

  it('and blocked people among follows stay apart', () => {
    const read = people(readPeopleText(JSON.stringify([{ mid: 701003, attribute: 2 }, black(701004)])));
    expect(read.kind).toBe('follows');
    expect(read.people.map(({ mid }) => mid)).toEqual([701003]);
    expect(read.blocked.map(({ mid }) => mid)).toEqual([701004]);
  });
});

describe('a file is refused, with the reason', () => {
  it.each<[reason: string, bytes: Uint8Array]>([
    ['empty', Buffer.from('\ufeff \r\n')],
    ['empty', Buffer.alloc(0)],
    ['binary', Buffer.from('PK\x03\x04 a spreadsheet')],
    ['binary', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80])],
    ['json', Buffer.from('{"a":')],
    ['json', Buffer.from('['.repeat(100_000))],
    ['json', Buffer.from(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`)],
    ['foreign', Buffer.from('{"code":-101}')],
    ['noFollowing', Buffer.from('{"program":"guanxi","version":1,"blacks":[]}')],
    ['groups', Buffer.from('group,people\n音乐,3\n')],
    ['groups', Buffer.from('[{"tagid":5,"name":"音乐","count":3}]')],
    [
      'credentials',
      Buffer.from('.bilibili.com\tTRUE\t/\tFALSE\t1893456000\tSESSDATA\t0a1b2c3d%2C1893456000%2Ce4f5a*51'),
    ],
    ['credentials', Buffer.from('701003\n0a1b2c3d%2C1893456000%2Ce4f5a*51\n')],
  ])('%s', async (reason, bytes) => {
    await expect(readPeopleFile(bytes)).rejects.toMatchObject({ name: 'UnreadableFile', reason });
  });
});

describe('a file is text', () => {
  const text = 'mid,name\r\n701003,中';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each<[what: string, bytes: Uint8Array]>([
    ['in UTF-8', Buffer.from(text)],
    ['with its mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16', utf16],
    ['in UTF-16 without its mark', utf16.subarray(2)],
    ['in UTF-16 the other way round', Buffer.from(utf16).swap16()],
    ['the other way round without its mark', Buffer.from(utf16.subarray(2)).swap16()],
    ['in GB 18030, as Chinese spreadsheets write it', Buffer.from('mid,name\r\n701003,\xd6\xd0', 'latin1')],
  ])('%s', async (_, bytes) => {
    expect(people(await readPeopleFile(bytes)).people).toEqual([
      { mid: 701003, name: '中', groups: [], special: false },
    ]);
  });
});

describe('generated tables are read back', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', '猫', '7', '"', ',', ';', ' ', '#', '\t', "'", '|', '。'),
    minLength: 1,
    maxLength: 8,
  });
  /** Without those that a spreadsheet may have rounded. */
  const mid = fc.integer({ min: 100_000, max: 2 ** 52 }).filter((one) => one < 1e15 || one % 10 !== 0);
  const rows = fc.uniqueArray(fc.record({ mid, name }), {
    selector: ({ mid }) => mid,
    minLength: 2,
    maxLength: 30,
  });
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

  it.each([',', ';', '\t'])('parted by %j, the people in any column, under any of their names', (sign) => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('mid', 'UID', '用户UID', '" Mid "', '用户ID', 'vmid'),
        fc.boolean(),
        (all, header, turned) => {
          const row = (cells: string[]) => (turned ? cells.toReversed() : cells).join(sign);
          const text = [
            row(['序号', header, '昵称', '粉丝数']),
            ...all.map((one, index) => row([`${index + 1}`, `${one.mid}`, quoted(one.name), '1007'])),
          ].join('\r\n');
          expect(mids(text)).toEqual(all.map((one) => one.mid));
        },
      ),
    );
  });

  it('any text is read or refused, and never breaks the reader', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('', '[', '{', '<a ', 'mid,name\n'),
        (text, before) => {
          try {
            readPeopleText(before + text);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile);
          }
        },
      ),
    );
  });
});

describe('reading takes time in proportion to the file, and yields', () => {
  const read = (text: string) => {
    try {
      finish(peopleInFile(Buffer.from(text)));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
    }
  };

  it.each(Object.entries(hostile))('of %s', (_, text) => {
    expect(growth(read, text, 40_000)).toBeLessThan(1.15);
  });

  it('so that other work goes on meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await readPeopleFile(Buffer.from('word '.repeat(400_000))).finally(() => clearInterval(timer));
    expect(turns).toBeGreaterThan(3);
  });

  it('and can be given up', async () => {
    const reason = new Error('given up');
    const reading = readPeopleFile(Buffer.from('word '.repeat(400_000)), {}, AbortSignal.abort(reason));
    await expect(reading).rejects.toBe(reason);
  });
});
