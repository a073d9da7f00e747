import { expect, it } from 'vitest';
import type { Person } from '../../src/api/index.ts';
import { traitsOf } from '../../src/people/list-row.ts';

const face = 'https://i0.hdslb.com/bfs/face/1.png';
const person: Person = {
  mid: 1,
  uname: '某人',
  face,
  sign: '你好',
  official_verify: { type: -1, desc: '' },
  vip: { vipType: 0, vipStatus: 0, vipDueDate: 0 },
  mtime: 1_700_000_000,
  relation: 'following',
  tag: [5],
  special: false,
};

it('of an ordinary person nothing is odd, and the side is told', () => {
  expect(traitsOf(person)).toEqual({
    closed: false,
    defaultName: false,
    noPicture: false,
    noSignature: false,
    verified: false,
    member: false,
    since: 1_700_000_000,
    side: { relation: 'following', tag: [5] },
  });
});

it.each([
  ['closed', { uname: '账号已注销' }, true],
  ['closed', { uname: '账号已注销了吗' }, false],
  ['defaultName', { uname: 'bili_12345678901' }, true],
  ['defaultName', { uname: 'BILI_98765432' }, true],
  ['defaultName', { uname: 'bili_cat' }, false],
  ['defaultName', { uname: 'bili_1234' }, false],
  ['defaultName', { uname: '我是bili_12345678901' }, false],
  ['noPicture', { face: '' }, true],
  ['noPicture', { face: 'https://i0.hdslb.com/bfs/face/member/noface.jpg' }, true],
  ['noPicture', { face: 'https://i2.hdslb.com/bfs/face/member/noface.jpg@120w_120h.webp' }, true],
  ['noPicture', { face: 'https://static.hdslb.com/images/akari.jpg' }, true],
  ['noPicture', { face: 'https://i0.hdslb.com/bfs/face/noface1.jpg/2.png' }, false],
  ['noSignature', { sign: ' \n' }, true],
  ['verified', { official_verify: { type: 0, desc: '' } }, true],
  ['verified', { official_verify: { type: 1, desc: '' } }, true],
  ['member', { vip: { vipType: 2, vipStatus: 1, vipDueDate: 0 } }, true],
  ['member', { vip: { vipType: 2, vipStatus: 0, vipDueDate: 0 } }, false],
] as const)('%s of %o is %s', (trait, change, expected) => {
  expect(traitsOf({ ...person, ...change })[trait]).toBe(expected);
});

it('what an answer does not say is missing, and never "no"', () => {
  expect(traitsOf({ mid: 1, uname: '某人', face })).toEqual({
    closed: false,
    defaultName: false,
    noPicture: false,
  });
  expect(traitsOf(person, true).side).toBeUndefined();
  const { vip: _, ...without } = person;
  expect(traitsOf(without).member).toBeUndefined();
});
