import { describe, expect, it } from 'vitest';
import {
  findPeopleInMessage,
  type PersonReference,
  readPeopleInAnswer,
} from '../../src/people/people-in-text.ts';
import fc from '../support/fast-check.ts';
import { hostile } from '../support/hostile-texts.ts';
import { growth } from '../support/step-growth.ts';

const mid = (value: number): PersonReference => ({ kind: 'mid', mid: value });
const video = (bvid: string): PersonReference => ({ kind: 'video', bvid });
const name = (value: string): PersonReference => ({ kind: 'name', name: value });
const room = (value: number): PersonReference => ({ kind: 'room', room: value });
const dynamic = (id: string): PersonReference => ({ kind: 'post', post: 'dynamic', id });
const article = (id: string): PersonReference => ({ kind: 'post', post: 'article', id });
const short = (url: string): PersonReference => ({ kind: 'short', url });

describe('one person, in every form', () => {
  it.each([
    ['123456', mid(123456)],
    ['3494375621396821', mid(3494375621396821)],
    ['UID:123456', mid(123456)],
    ['uid123456', mid(123456)],
    ['UID:123456', mid(123456)],
    ['UID: 123456', mid(123456)],
    ['https://space.bilibili.com/123456', mid(123456)],
    ['http://space.bilibili.com/123456/', mid(123456)],
    ['https://space.bilibili.com/123456/fans/fans?from=a#b', mid(123456)],
    ['space.bilibili.com/123456', mid(123456)],
    ['https://m.bilibili.com/space/123456', mid(123456)],
    ['https://www.bilibili.com/space/123456?share=1', mid(123456)],
    ['bilibili://space/123456', mid(123456)],
    ['https://b23.tv/aB3dE6g', { kind: 'short', url: 'https://b23.tv/aB3dE6g' }],
    ['b23.tv/aB3dE6g?share_medium=ios,android', { kind: 'short', url: 'https://b23.tv/aB3dE6g' }],
    ['https://b23.tv/BV1xx411c7mD', video('BV1xx411c7mD')],
    ['BV1xx411c7mD', video('BV1xx411c7mD')],
    ['bv1xx411c7mD', video('BV1xx411c7mD')],
    ['https://www.bilibili.com/video/BV1xx411c7mD/?p=2', video('BV1xx411c7mD')],
    ['https://m.bilibili.com/video/av170001', { kind: 'video', aid: 170001 }],
    ['av170001', { kind: 'video', aid: 170001 }],
    ['cv123456', article('123456')],
    ['@碧诗', { kind: 'name', name: '碧诗' }],
    ['@_name-1', { kind: 'name', name: '_name-1' }],
    ['@a name of three', { kind: 'name', name: 'a name of three' }],
  ])('reads %s', (text, target) => {
    expect(readPeopleInAnswer(text)).toEqual({ targets: [target], unread: [] });
  });
});

it.each([
  '0',
  '-5',
  '12345678901234567890',
  'abc',
  '@',
  'https://example.com/123',
  'https://space.bilibili.com.evil.example/123',
  'https://evil.example/space.bilibili.com/123',
  'https://space.bilibili.com/abc',
  '000701003',
  '701003人',
  '12.5',
  'fluid:701003',
  'https://space.bilibili.com@evil.example/123',
  'https://space.bilibili.com:8443/123',
  'https://space.bilibili.com/123abc',
  'https://evil.example/?to=https://space.bilibili.com/123',
  'xhttp://space.bilibili.com.evil.example/1',
  'https://www.bilibili.com/medialist/play/ml123',
  'https://www.bilibili.com/list/ml123',
  'https://www.bilibili.com/bangumi/play/ss123',
  'bilibili://mall/123',
  'BV1xx411c7mDD',
  'BV1xx411c7m',
  '👩‍🚀',
])('reads nobody from %s, and says so', (text) => {
  expect(readPeopleInAnswer(text)).toEqual({ targets: [], unread: [text] });
});

describe('one person, as it is pasted', () => {
  it.each<[text: string, target: PersonReference]>([
    ['https://space.bilibili.com/701003。', mid(701003)],
    ['https://space.bilibili.com/701003！', mid(701003)],
    ['https://space.bilibili.com/701003来看看', mid(701003)],
    ['看看https://space.bilibili.com/701003', mid(701003)],
    ['主页：https://space.bilibili.com/701003', mid(701003)],
    ['"https://space.bilibili.com/701003"', mid(701003)],
    ['<https://space.bilibili.com/701003>', mid(701003)],
    ['**https://space.bilibili.com/701003**', mid(701003)],
    ['[名字](https://space.bilibili.com/701003)', mid(701003)],
    ['[名 字 2026](https://space.bilibili.com/701003)', mid(701003)],
    ['「701003」', mid(701003)],
    ['（701003）', mid(701003)],
    ['701003。', mid(701003)],
    ['名字（UID：701003）', mid(701003)],
    ['名字(uid=701003)', mid(701003)],
    ['视频BV1xx411c7mD真好看', video('BV1xx411c7mD')],
    ['BV号：BV1xx411c7mD', video('BV1xx411c7mD')],
    ['//space.bilibili.com/701003', mid(701003)],
    [
      '【【4K60FPS】某某现场-哔哩哔哩】 https://www.bilibili.com/video/BV1xx411c7mD/?share_source=copy_web',
      video('BV1xx411c7mD'),
    ],
    ['【一个【半开的 123 标题-哔哩哔哩】 https://b23.tv/Sp4ceAb', short('https://b23.tv/Sp4ceAb')],
    ['【一个】多的 123】\nhttps://b23.tv/Sp4ceAb', short('https://b23.tv/Sp4ceAb')],
    ['【看 BV1xx411c7mE】https://b23.tv/BV1xx411c7mD', video('BV1xx411c7mD')],
    ['https://bili2233.cn/Sp4ceAb', short('https://bili2233.cn/Sp4ceAb')],
    ['bili23.cn/Sp4ceAb', short('https://bili23.cn/Sp4ceAb')],
    ['https://www.bilibili.com/list/watchlater?oid=170001&bvid=BV1xx411c7mD', video('BV1xx411c7mD')],
    ['https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&page=1', video('BV1xx411c7mD')],
    ['https://player.bilibili.com/player.html?aid=170001', { kind: 'video', aid: 170001 }],
    ['https://www.bilibili.com/s/video/BV1xx411c7mD', video('BV1xx411c7mD')],
    ['https://www.bilibili.com/BV1xx411c7mD', video('BV1xx411c7mD')],
    ['https://www.bilibili.com/festival/2026?bvid=BV1xx411c7mD', video('BV1xx411c7mD')],
    ['https://www.bilibili.com/medialist/play/701003?from=space', mid(701003)],
    ['https://www.bilibili.com/list/701003?sid=12', mid(701003)],
    ['https://space.bilibili.com/701003/lists/4567?type=season', mid(701003)],
    ['https://space.bilibili.com/h5/follow?mid=701003&night=1', mid(701003)],
    ['https://live.bilibili.com/3394945?live_from=85001', room(3394945)],
    ['https://live.bilibili.com/h5/3394945', room(3394945)],
    ['bilibili://live/3394945', room(3394945)],
    ['bilibili://author/701003', mid(701003)],
    ['https://space.bilibili.com/#/701003', mid(701003)],
    ['https://space.bilibili.com/#!/701003/index', mid(701003)],
    ['https://message.bilibili.com/#/whisper/mid701003', mid(701003)],
    ['https://api.bilibili.com/x/relation/followings?vmid=701003&pn=1', mid(701003)],
    ['UID#701003', mid(701003)],
    ['UID-701003', mid(701003)],
    ['UID_701003', mid(701003)],
    ['UID.701003', mid(701003)],
    ['uid → 701003', mid(701003)],
    ['【UID】701003', mid(701003)],
    ['MID701003', mid(701003)],
    ['UID号码：701003', mid(701003)],
    ['B站id：701003', mid(701003)],
    ['uid is 701003', mid(701003)],
    ['fid=701003', mid(701003)],
    ['https://rsshub.app/bilibili/user/video/701003', mid(701003)],
    ['https://feeds.example/rss/bilibili/user/dynamic/701003/useAvid=1', mid(701003)],
    ['rsshub://bilibili/user/dynamic/701003', mid(701003)],
    ['https://rsshub.app/bilibili/live/room/3394945', room(3394945)],
    ['bilibili://user_center/space?mid=701003', mid(701003)],
    ['bilibili://video/170001', { kind: 'video', aid: 170001 }],
    ['bilibili://video/BV1xx411c7mD', video('BV1xx411c7mD')],
    ['https://t.bilibili.com/1122334455667788990', dynamic('1122334455667788990')],
    ['https://www.bilibili.com/opus/1122334455667788990?spm=1', dynamic('1122334455667788990')],
    ['https://m.bilibili.com/dynamic/1122334455667788990', dynamic('1122334455667788990')],
    ['bilibili://opus/detail/1122334455667788990', dynamic('1122334455667788990')],
    ['https://www.bilibili.com/read/cv123456', article('123456')],
    ['https://www.bilibili.com/read/mobile?id=123456', article('123456')],
    ['https://www.bilibili.com/read/mobile/123456', article('123456')],
    ['bilibili://article/123456', article('123456')],
    ['\u200b701003\u200b', mid(701003)],
    ['701\u2060003', mid(701003)],
    ['https://space.bili\u200bbili.com/701003', mid(701003)],
    ['uid=701003', mid(701003)],
    ['我的uid是701003', mid(701003)],
    ['用户ID：701003', mid(701003)],
    ['UP主：@名字', name('名字')],
    ['mid:701003', mid(701003)],
    ['MID：701003', mid(701003)],
    ['"mid": "701003"', mid(701003)],
    ['７０１００３', mid(701003)],
    ['ＵＩＤ：７０１００３', mid(701003)],
    ['701,003', mid(701003)],
    ['1、701003', mid(701003)],
    ['＠名字', name('名字')],
    ['﹫名字', name('名字')],
    ['@名字\u200b', name('名字')],
    ['「@名字」', name('名字')],
    ['@uid123456', name('uid123456')],
  ])('reads %j', (text, target) => {
    expect(readPeopleInAnswer(text)).toEqual({ targets: [target], unread: [] });
    if (target.kind === 'name' || /^[^a-z]*$/iu.test(text.normalize('NFKC'))) return;
    expect(findPeopleInMessage(text, [])).toEqual([target]);
  });
});

describe('a number that counts or orders something', () => {
  it.each([
    '等 3 人',
    '共 2 人：',
    '粉丝 123456',
    '粉丝数： 1234',
    '12 粉丝 34 关注',
    'Lv 6',
    '等级 6',
    '第 1 页',
    '2024 年 8 月 3 日',
    '前 10 个',
    '12 万 粉丝',
    '123456 粉丝',
    '3 位粉丝',
    'followers 123456',
    '12 fans',
    'top 10',
    'QQ 1234567',
    '直播间 3394945',
    '138 0013 8000',
    '138 1234 5678',
    '群 123456',
    '房间：123456',
    'season_id 1234',
    'rpid 123456',
    '¥ 123456',
    '(粉丝 1234)',
    '关注于 2025',
    '粉丝：12,345',
    '粉丝 1,234,567',
    '3 天前关注的',
    '12 万粉的',
    '2024 年',
    '第 2 P',
    '排行第 3 的',
    '30 楼',
    '>1000',
    '~1000',
  ])('is nobody: %s', (figure) => {
    expect(readPeopleInAnswer(figure).targets).toEqual([]);
    for (const text of [`701003 ${figure}`, `${figure}\n701003`, `${figure}，701003`]) {
      const { targets, unread } = readPeopleInAnswer(text);
      expect(targets).toEqual([mid(701003)]);
      expect(unread.join(' ')).toMatch(/\d/u);
    }
  });

  it('takes no neighbour with it', () => {
    const both = [mid(701003), mid(701004)];
    for (const text of ['701003，人', '粉丝\n701003', '701003\n人', '701003 个人主页', '701003 谢谢'])
      expect(readPeopleInAnswer(text).targets).toEqual([mid(701003)]);
    expect(readPeopleInAnswer('701003 701004 共 2 人').targets).toEqual(both);
    expect(readPeopleInAnswer('粉丝 12 701003 701004').targets).toEqual(both);
  });

  it('is one with its thousands, also where spaces part them', () => {
    expect(readPeopleInAnswer('701 003')).toEqual({ targets: [mid(701003)], unread: [] });
    expect(readPeopleInAnswer('1 701 004')).toEqual({ targets: [mid(1701004)], unread: [] });
    expect(readPeopleInAnswer('101 203').targets).toEqual([mid(101), mid(203)]);
    expect(readPeopleInAnswer('3,494,375,621').targets).toEqual([mid(3494375621)]);
    expect(readPeopleInAnswer('101，203、1, 234').targets).toEqual([mid(101), mid(203), mid(1), mid(234)]);
  });
});

describe('short numbers and times beside somebody', () => {
  it.each([
    '5 uid=701003 300',
    '1735689600 uid=701003',
    '1735689600123 mid=701003',
    '3 UID:701003 粉丝 300',
    '1 碧诗 uid:701003 9876',
    '1. 碧诗 701003',
    '1、碧诗 701003',
    '12 https://space.bilibili.com/701003',
    '买了 199 的手办 UID:701003',
    '碧诗 LV6 关注 678 粉丝 12345 UID 701003',
    '701003 关注 678',
    '701003 关注 678 粉丝 1234',
    '碧诗 701003 关注 678 粉丝 1234',
    'UID 701003\n粉丝 12345\n关注 23456',
    '昵称:碧诗 UID:701003 粉丝:12345 关注:88888',
    '碧诗 12\n701003',
    '701003 碧诗 20080309',
    '701003 13800138000',
  ])('are nobody: %j', (text) => {
    expect(readPeopleInAnswer(text).targets).toEqual([mid(701003)]);
  });

  it.each<[text: string, mids: number[]]>([
    ['UID: 1 2 3', [1, 2, 3]],
    ['5 701003', [5, 701003]],
    ['5000 UID:5001 https://space.bilibili.com/5002', [5000, 5001, 5002]],
    ['701003 UID:701004 https://space.bilibili.com/701005', [701003, 701004, 701005]],
    ['UID:701003\n5', [701003, 5]],
    ['@碧诗(2) 5', [2, 5]],
  ])('are people in a list of nothing else: %j', (text, mids) => {
    expect(readPeopleInAnswer(text)).toEqual({ targets: mids.map(mid), unread: [] });
  });
});

describe('of numbers and their labels in turn, one number is somebody', () => {
  it.each([
    '678 关注 1234 粉丝 701003',
    '1234 粉丝 701003',
    '123456 粉丝 678 关注 701003',
    '3.5 万 粉丝 678 关注 701003',
    '701003 粉丝 1234 关注 678',
    '701003 粉丝 123456 关注 678 获赞 654321',
    '701003 粉丝\t12345',
    '701003 | 粉丝 12345 | 关注 678',
    '701003 followers 1234 following 678',
    '701003 1234 followers 678 following',
    '1234 followers 678 following 701003',
    '701003 fans: 1234, following: 678',
    '701003 (12345 fans)',
    '粉丝 1234 关注 678 701003',
    '关注 701003 粉丝 1234',
    '701003 投稿 123 点赞 45678',
    '碧诗 3.5万粉丝 · 128个视频 701003',
  ])('%j', (text) => {
    expect(readPeopleInAnswer(text).targets).toEqual([mid(701003)]);
  });

  it.each([
    '粉丝数 123456 获赞数 234567 播放数 345678',
    '678 Following 123456 Followers 234567 Likes',
    '弹幕 12345 硬币 6789 收藏 23456 分享 345',
    '12345 次播放',
    '评论数：12345',
  ])('but nobody where there are as many labels: %j', (text) => {
    expect(readPeopleInAnswer(text).targets).toEqual([]);
  });

  it.each<[text: string, mids: number[]]>([
    ['碧诗\n关注数\n128\n粉丝数\n35000\n获赞数\n12345', []],
    ['35000\n粉丝\n128\n关注\n12345\n获赞', []],
    ['碧诗\nUID\n701003\n关注数\n128\n粉丝数\n35000', [701003]],
    ['701003\n粉丝数\n35000', [701003]],
    ['粉丝\n701003\n701004', [701003, 701004]],
    ['关注列表\n701003\n粉丝列表\n701004', [701003, 701004]],
  ])('also where each stands on its own line, as on pages: %j', (text, mids) => {
    expect(readPeopleInAnswer(text).targets).toEqual(mids.map(mid));
  });
});

describe('who only wrote what is pasted is nobody', () => {
  it.each<[text: string, mids: number[]]>([
    ['张三(12345678) 2024/1/1 12:00:00', []],
    ['2024-01-01 12:00:00 张三(12345678)', []],
    ['张三(12345678) 2024/1/1 12:00:00\n大家关注 701003', [701003]],
    [
      '2024-01-01 9:05:07 【管理员】张 三（12345678）\n701003\n\n2024-01-01 9:06:00 李四<li@qq.com>\n701004',
      [701003, 701004],
    ],
    ['张三(12345678) 上午 9:00:00\n推荐 碧诗(701003)', [701003]],
    ['　张三(12345678)　12-31 23:59:59\n701003', [701003]],
    ['张三, [2024-01-01 12:00]\n701003\n\n李四, [2024-01-01 12:01]\n701004', [701003, 701004]],
    ['张三  昨天 12:00\n701003', [701003]],
    ['导出人：某某(UID 9)\n701003\n701004', [701003, 701004]],
    ['Exported by someone (UID 9)\n701003', [701003]],
  ])('%j', (text, mids) => {
    expect(readPeopleInAnswer(text).targets).toEqual(mids.map(mid));
  });

  it('nor in a message that is no answer', () => {
    expect(findPeopleInMessage('导出人：某某(UID 9)\nUID：701003', [])).toEqual([mid(701003)]);
  });

  it('but people with times behind them are a list', () => {
    for (const title of ['', '我的关注\n'])
      expect(
        readPeopleInAnswer(`${title}碧诗(701003) 2024-01-01 12:00\n橘子(701004) 2024-01-02 13:00`).targets,
      ).toEqual([mid(701003), mid(701004)]);
  });
});

describe('the number of something else is nobody', () => {
  it.each([
    '加q 123456789',
    '我的QQ号是 123456789',
    '验证码 123456',
    '快递单号 123456789012',
    '联系电话 13800138000',
    '+86 13800138000',
    'VX 123456789',
    '甲 12',
    '12 甲',
    '13800138000',
    '错误码 22015',
    'QQ群(123456789)',
    '微博 123456789',
  ])('%s', (text) => {
    const { targets, unread } = readPeopleInAnswer(text);
    expect([targets, unread.join(' ')]).toEqual([[], text]);
  });
});

describe('a link that another one leads to', () => {
  it.each([
    'https%3A%2F%2Fspace.bilibili.com%2F701003',
    'HTTPS%3a%2f%2fspace.bilibili.com%2f701003%2fdynamic',
    'https://c.pc.qq.com/middlem.html?pfurl=https%3A%2F%2Fspace.bilibili.com%2F701003&pfuin=12345678',
    'space.bilibili.com%2F701003',
    'https://space.bilibili.com%2F701003',
    'https://link.zhihu.com/?target=https%3A//space.bilibili.com/701003',
    'https://passport.bilibili.com/login?gourl=https%3A%2F%2Fspace.bilibili.com%2F701003',
    'bilibili://browser?url=https%3A%2F%2Fspace.bilibili.com%2F701003',
  ])('is read: %s', (link) => {
    expect(readPeopleInAnswer(link)).toEqual({ targets: [mid(701003)], unread: [] });
    expect(findPeopleInMessage(link, [])).toEqual([mid(701003)]);
  });

  it.each([
    'https://example.com/?a=https%3A%2F%2Fexample.org%2F701003',
    'https://example.com/?a=https%3A%2F%2Fspace.bilibili.com%2F%ZZ701003',
    'https://example.com/?a=https%3A%2F%2Fexample.org%2F%3Fa%3Dhttps%253A%252F%252Fspace.bilibili.com%252F701003',
  ])('to nobody is nobody: %s', (link) => {
    expect(readPeopleInAnswer(link)).toEqual({ targets: [], unread: [link] });
  });
});

describe('a number is one with all its digits, and no more', () => {
  it.each<[text: string, mids: number[]]>([
    ['UID:701,003', [701003]],
    ['uid701,003', [701003]],
    ['UID：701 003', [701003]],
    ['1️⃣701003 2️⃣701004', [701003, 701004]],
    ['⭐701003⭐', [701003]],
    ['701003❤️5', []],
    ['701003❤️701004', [701003, 701004]],
    ['701003👨‍👩‍👧701004👉🏻701005', [701003, 701004, 701005]],
    ['#701003 ＃701004', [701003, 701004]],
    ['#5', []],
    ['【701003】【701004】', [701003, 701004]],
    ['（７０１００３）（７０１００４）', [701003, 701004]],
    ['701003\\n701004', [701003, 701004]],
    ['uid701003uid701004', [701003, 701004]],
    ['UID:701，702', [701, 702]],
  ])('%j', (text, mids) => {
    expect(readPeopleInAnswer(text).targets).toEqual(mids.map(mid));
  });
});

describe('many people', () => {
  it.each([
    '#接龙\n互关报名\n\n1. 甲 701003\n2. 乙 701004\n3. ',
    '名单\n1、甲（701003）\n2、乙（701004）\n以上',
    '音乐\n1. 701003\n游戏\n1. 701004',
  ])('of a numbered list come without its numbers, whatever stands above: %j', (text) => {
    expect(readPeopleInAnswer(text).targets).toEqual([mid(701003), mid(701004)]);
  });

  it('are not the numbers of a list of names', () => {
    expect(readPeopleInAnswer('1 甲\n2 乙')).toEqual({ targets: [], unread: ['甲', '乙'] });
  });

  it('of a numbered list come without its numbers', () => {
    expect(readPeopleInAnswer('1、701003\n2、701004\n\n3、701005')).toEqual({
      targets: [mid(701003), mid(701004), mid(701005)],
      unread: [],
    });
    expect(readPeopleInAnswer('1、2、3').targets).toEqual([mid(1), mid(2), mid(3)]);
  });

  it.each([
    '1）701001；2）701002；3）701003',
    '1)701001 2)701002 3)701003',
    '1. 701001, 2. 701002, 3. 701003',
    '（1）701001（2）701002（3）701003',
    '(1) 701001\n(2) 701002\n(3) 701003',
    '1、701001；2、701002；3、701003',
    '1: 701001 2: 701002\n3: 701003',
    '1）@甲（701001）；2）乙（701002） 3）UID:701003。',
  ])('of items with numbers come without them: %j', (text) => {
    expect(readPeopleInAnswer(text)).toEqual({
      targets: [mid(701001), mid(701002), mid(701003)],
      unread: [],
    });
  });

  it.each([
    '1 701001\n2 701002\n3 701003',
    '[1] 701001\n[2] 701002\n[3] 701003',
    '【1】701001\n【2】701002\n【3】701003',
    '#1 701001\n#2 701002\n#3 701003',
    'No.1 701001\nNo.2 701002\nNo.3 701003',
    '①701001\n② 701002\n③、701003',
    '1️⃣ 701001\n2️⃣ 701002\n3️⃣ 701003',
    '一、701001\n二、701002\n三、701003',
    '01. 701001\n02. 701002\n03. 701003',
    '11. 701001\n12. 701002\n13. 701003',
  ])('of lines with numbers come without them: %j', (text) => {
    expect(readPeopleInAnswer(text)).toEqual({
      targets: [mid(701001), mid(701002), mid(701003)],
      unread: [],
    });
  });

  it.each([
    '701001/701002',
    '701001|701002',
    '701001+701002',
    '701001。701002',
    '701001和701002',
    '701001·701002 ',
    'uid为701001和701002',
    '701001以及701002',
    'UID：701001/701002',
  ])('may be joined by a sign: %j', (text) => {
    expect(readPeopleInAnswer(text)).toEqual({ targets: [mid(701001), mid(701002)], unread: [] });
  });

  it.each([
    '2026/11/26',
    '1/2',
    '100001-100005',
    'https://www.bilibili.com/x/123456/234567',
    '138-0013-8000',
  ])('are not %j', (text) => {
    expect(readPeopleInAnswer(text).targets).toEqual([]);
  });

  it('may be tied to their names, which wait for a yes', () => {
    const written = [
      '碧诗：701001',
      '碧诗=701001',
      '碧诗-701001',
      '碧诗 701001',
      '701001-碧诗',
      '701001:碧诗',
    ];
    for (const text of written)
      expect(readPeopleInAnswer(text)).toEqual({ targets: [mid(701001)], unread: ['碧诗'] });
    for (const word of ['我的账号', '我的B站号'])
      expect(readPeopleInAnswer(`${word}是701001`)).toEqual({ targets: [mid(701001)], unread: [word] });
    for (const text of [
      '房间号：701001',
      '房间号是701001',
      '我的QQ号是701001和701002',
      'QQ账号是701001',
      '我的微信账号为701001',
    ])
      expect(readPeopleInAnswer(text).targets).toEqual([]);
  });

  it('are no list where a number may be a person, a time or a figure', () => {
    const targets = (text: string) => readPeopleInAnswer(text).targets;
    expect(targets('1、701001、2、701002')).toContainEqual(mid(2));
    expect(targets('1:30 2:45')).toEqual([]);
    expect(targets('1.5 2.5')).toEqual([]);
    expect(targets('2) 701001 3) 701002')).not.toEqual([mid(701001), mid(701002)]);
  });

  it.each([
    ['@名（701001）', mid(701001)],
    ['@名 (701001)', mid(701001)],
    ['@名【UID:701001】。', mid(701001)],
    ['@na me (2)', mid(2)],
    ['碧诗（701001）', mid(701001)],
    ['701001（碧诗）', mid(701001)],
    ['701001【碧诗】', mid(701001)],
    ['👉701001', mid(701001)],
    ['✅701001❤️', mid(701001)],
    ['@名（站长）', name('名')],
    ['@名（）', name('名')],
    ['@名 UID:701001', mid(701001)],
    ['@名 uid701001', mid(701001)],
  ])('a UID in brackets behind a name says who that is: %j', (text, target) => {
    expect(readPeopleInAnswer(text)).toEqual({ targets: [target], unread: [] });
  });

  it('a figure in brackets behind other words is no person', () => {
    expect(readPeopleInAnswer('新番（2024）')).toEqual({ targets: [], unread: ['新番（2024）'] });
    expect(readPeopleInAnswer('@甲\n（701001）').targets).toEqual([name('甲'), mid(701001)]);
  });

  it('each keep the words that stand apart from them to be listed', () => {
    expect(readPeopleInAnswer('北岸北: 701003 谢谢')).toEqual({
      targets: [mid(701003)],
      unread: ['北岸北:', '谢谢'],
    });
  });

  it('end where no command takes more: the rest is one piece that means nobody', () => {
    const { targets, unread } = readPeopleInAnswer(
      Array.from({ length: 12_000 }, (_, index) => index + 1).join(' '),
    );
    expect(targets).toHaveLength(10_000);
    expect(unread).toHaveLength(1);
  });

  it('are read back from any forms in any order, with words and brackets about them', () => {
    // Shorter numbers, and those that may be times, are figures beside other forms.
    const person = fc
      .integer({ min: 2_000_000_000, max: Number.MAX_SAFE_INTEGER })
      .filter((one) => one < 1e12 || one > 2e12);
    const forms: ((mid: number) => string)[] = [
      (one) => `${one}`,
      (one) => `UID:${one}`,
      (one) => `uid = ${one}`,
      (one) => `名字（UID：${one}）`,
      (one) => `「${one}」`,
      (one) => `https://space.bilibili.com/${one}`,
      (one) => `看https://space.bilibili.com/${one}/dynamic?from=a。`,
      (one) => `【标题 1】 m.bilibili.com/space/${one}`,
      (one) => `[名 1 字](https://space.bilibili.com/${one})`,
      (one) => `\u200bbilibili://space/${one}\u200b`,
      (one) => String(one).replace(/\d/gu, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    ];
    const written = fc.record({ one: person, form: fc.constantFrom(...forms) });
    const gap = fc.constantFrom(' ', '\n', '，', '、', '；', ' , ');
    fc.assert(
      fc.property(fc.array(fc.tuple(written, gap), { minLength: 1, maxLength: 20 }), (all) => {
        const text = all.map(([{ one, form }, between]) => form(one) + between).join('');
        const expected = [...new Set(all.map(([{ one }]) => one))].map(mid);
        expect(readPeopleInAnswer(text)).toEqual({ targets: expected, unread: [] });
      }),
    );
  });

  it('are parted by spaces, lines and the commas of both scripts, each kept once and in order', () => {
    expect(readPeopleInAnswer('3, 1,2、3;1\n UID:2;@a @a').targets).toEqual([
      mid(3),
      mid(1),
      mid(2),
      { kind: 'name', name: 'a' },
    ]);
  });

  it('may begin with a name, which then ends at the space', () => {
    expect(readPeopleInAnswer('@a 123').targets).toEqual([{ kind: 'name', name: 'a' }, mid(123)]);
  });

  it('may be links with nothing between them', () => {
    expect(
      readPeopleInAnswer('https://space.bilibili.com/1https://space.bilibili.com/2?a=b').targets,
    ).toEqual([mid(1), mid(2)]);
  });

  it('may be links into the app joined by commas', () => {
    expect(readPeopleInAnswer('bilibili://space/1?a=b，bilibili://author/2').targets).toEqual([
      mid(1),
      mid(2),
    ]);
  });

  it('may be links joined by commas', () => {
    expect(readPeopleInAnswer('https://space.bilibili.com/1,https://space.bilibili.com/2').targets).toEqual([
      mid(1),
      mid(2),
    ]);
  });

  it('never come from the numbers in the query of a link', () => {
    expect(readPeopleInAnswer('https://space.bilibili.com/1?a=2,3,4 5').targets).toEqual([mid(1), mid(5)]);
  });

  it('leave what cannot be read to be listed', () => {
    expect(readPeopleInAnswer('10001 garbage 10002 99999999999999999999')).toEqual({
      targets: [mid(10001), mid(10002)],
      unread: ['garbage', '99999999999999999999'],
    });
  });

  it('do not come from the title that the app puts before a link', () => {
    expect(readPeopleInAnswer('【1分钟看懂 123-哔哩哔哩】 https://b23.tv/aB3dE6g')).toEqual({
      targets: [{ kind: 'short', url: 'https://b23.tv/aB3dE6g' }],
      unread: [],
    });
  });

  it('survive the writing: whatever is typed is read without an error, and mids are safe positive integers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const target of readPeopleInAnswer(text).targets) {
          if (target.kind === 'mid') expect(Number.isSafeInteger(target.mid) && target.mid > 0).toBe(true);
        }
      }),
    );
  });
});

describe('names written without a space', () => {
  it.each([
    ['@甲@乙', [name('甲'), name('乙')]],
    ['＠甲＠乙＠丙', [name('甲'), name('乙'), name('丙')]],
    ['@甲@乙 @丙', [name('甲'), name('乙'), name('丙')]],
    ['@甲（701003）@乙（701004）', [mid(701003), mid(701004)]],
    ['@甲@乙 丙', [name('甲'), name('乙')]],
    ['@a@b.example', [name('a@b.example')]],
    ['谢谢@甲 和@乙', [name('甲'), name('乙')]],
    ['me@example.com', []],
  ])('%s', (text, targets) => {
    expect(readPeopleInAnswer(text).targets).toEqual(targets);
  });
});

describe('pages of the site that are nobody', () => {
  it.each([
    'https://t.bilibili.com/topic/8807683/',
    'https://t.bilibili.com/topic/name/abc/feed',
    'https://www.bilibili.com/v/topic/detail/?topic_id=1234567',
    'https://m.bilibili.com/topic-detail?topic_id=1234567',
    'https://t.bilibili.com/vote/h5/index/123456',
    'https://www.bilibili.com/opus/topic/123456',
    'bilibili://following/topic/1234',
    'bilibili://following/topic_detail?topic_id=1234',
    'https://rsshub.app/bilibili/bangumi/media/701003',
    'https://rsshub.app/zhihu/people/701003',
  ])('%s', (link) => {
    expect(readPeopleInAnswer(link)).toEqual({ targets: [], unread: [link] });
  });

  it.each([
    'https://t.bilibili.com/123456789012345678?a=b',
    'https://t.bilibili.com/h5/dynamic/detail/123456789012345678',
    'https://m.bilibili.com/dynamic/123456789012345678',
    'https://m.bilibili.com/opus/detail/123456789012345678',
    'bilibili://following/detail/123456789012345678',
  ])('but %s is a dynamic', (link) => {
    expect(readPeopleInAnswer(link).targets).toEqual([dynamic('123456789012345678')]);
  });
});

describe('a rounded count is one piece, which means nobody', () => {
  it.each(['粉丝 3.5 万', '1.2 亿 播放', '粉丝 12.3w', 'fans 3.5k', '获赞 1.1 亿'])('%s', (text) => {
    expect(readPeopleInAnswer(text)).toEqual({ targets: [], unread: [text] });
  });

  it('behind somebody, too', () => {
    expect(readPeopleInAnswer('701003 粉丝 3.5 万')).toEqual({
      targets: [mid(701003)],
      unread: ['粉丝 3.5 万'],
    });
  });
});

describe('in a message that was not written as an answer', () => {
  it('links and marked forms count, plain numbers and names do not', () => {
    const text = '我今天投了 3 个币给 @某人,他是 UID:77,见 https://www.bilibili.com/video/BV1xx411c7mD';
    expect(findPeopleInMessage(text, [])).toEqual([mid(77), video('BV1xx411c7mD')]);
  });

  it('a figure behind a mark does not count either', () => {
    for (const text of ['uid 5 位数的大佬', 'UID 2023年更新', 'UID在哪里看'])
      expect(findPeopleInMessage(text, [])).toEqual([]);
  });

  it('links behind words come first', () => {
    expect(findPeopleInMessage('卡片 UID:2', ['https://space.bilibili.com/1'])).toEqual([mid(1), mid(2)]);
  });
});

describe('reading takes time in proportion to the text', () => {
  it.each(Object.entries(hostile))('of %s', (_, text) => {
    expect(growth(readPeopleInAnswer, text, 20_000)).toBeLessThan(1.1);
    expect(growth((found) => findPeopleInMessage(found, [found]), text, 20_000)).toBeLessThan(1.1);
  });
});

it('a short number beside others is somebody when the same UID is marked on its line', () => {
  expect(readPeopleInAnswer('无效 5000 UID:5000 12')).toMatchObject({
    targets: [mid(5000)],
    unread: ['无效', '12'],
  });
});
