import { describe, expect, it } from 'vitest';
import { fieldKind } from '../../../src/people/import/field-kinds.ts';
import { listKind } from '../../../src/people/import/list-kind.ts';

describe('a column holds people', () => {
  it.each([
    'mid',
    ' MID ',
    '"Uid"',
    '\ufeffUID',
    '用户UID',
    'B站 UID',
    '用户ID',
    'UP主id',
    'owner_mid',
    'UID（必填）',
    'ＵＩＤ',
    'MID（数字）',
    'user id',
  ])('under %j', (header) => {
    expect(fieldKind(header)).toBe('mid');
  });
});

describe('a column holds something else', () => {
  it.each([
    ['序号', 'other'],
    ['粉丝数', 'other'],
    ['关注时间', 'other'],
    ['room_id', 'other'],
    ['昵称', 'name'],
    ['主页', 'link'],
    ['分组', 'groups'],
    ['特别关注', 'special'],
    ['attribute', 'relation'],
    ['id', 'id'],
    ['guid', undefined],
    ['aid', 'other'],
    ['评论ID', 'other'],
    ['pyramid', undefined],
    ['uid_count', undefined],
    ['热度', undefined],
    [`uid ${'x'.repeat(100)}`, undefined],
  ])('under %j', (header, kind) => {
    expect(fieldKind(header)).toBe(kind);
  });
});

it.each([
  ['blacks.csv', 'blacks'],
  ['我的黑名单.txt', 'blacks'],
  ['data.followers', 'fans'],
  ['fans.csv', 'fans'],
  ['following.csv', 'follows'],
  ['关注列表.json', 'follows'],
  ['infants.csv', undefined],
  ['list', undefined],
])('%s says whose list it is', (name, kind) => {
  expect(listKind(name)).toBe(kind);
});
