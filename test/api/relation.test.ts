import { expect, it } from 'vitest';
import { driftOf, endpoints, follows, followsOpenly, type Relation } from '../../src/api/index.ts';
import { startHarness } from './harness.ts';

const { relation } = endpoints.relations;
const answered = (attribute: unknown, more: object = {}) => ({
  code: 0,
  message: '0',
  data: { mid: 7, attribute, mtime: 5, tag: null, special: 0, ...more },
});

it.each<[number, Relation, boolean, boolean]>([
  [0, 'none', false, false],
  [1, 'quiet', true, false],
  [2, 'following', true, true],
  [6, 'mutual', true, true],
  [128, 'blocked', false, false],
  [99, 'none', false, false],
  [-1, 'none', false, false],
])('%i reads as %s; follows: %s, openly: %s', async (attribute, word, quietlyOrNot, openly) => {
  const { site, bilibili } = await startHarness();
  site.on('x/relation', { json: answered(attribute) });
  const side = await bilibili.guest.relations.relation({ fid: 7 });
  expect(side).toEqual({ mid: 7, relation: word, mtime: 5, tag: [], special: false });
  expect([follows(side.relation), followsOpenly(side.relation)]).toEqual([quietlyOrNot, openly]);
});

it.each([
  [{ special: 1 }, true],
  [{ tag: [-10, 5] }, true],
  [{ tag: [5] }, false],
  [{ special: 0, tag: [0] }, false],
])('%j is a special follow: %s', async (more, special) => {
  const { site, bilibili } = await startHarness();
  site.on('x/relation', { json: answered(2, more) });
  expect(await bilibili.guest.relations.relation({ fid: 7 })).toMatchObject({ special });
});

it.each(['2', null, 1.5])('%j is no relation, and the answer none', async (attribute) => {
  const { site, bilibili } = await startHarness();
  site.on('x/relation', { json: answered(attribute) });
  await expect(bilibili.guest.relations.relation({ fid: 7 })).rejects.toMatchObject({ why: 'answer' });
});

it('a number that is not documented is reported as drift, wherever it stands; the others are not', () => {
  const list = [0, 1, 2, 6, 128, 99].map((attribute) => ({
    ...answered(attribute).data,
    uname: 'a',
    face: '',
    sign: '',
    official_verify: { type: -1, desc: '' },
  }));
  expect(driftOf(relation, JSON.stringify(answered(99)))?.wrong).toEqual([
    'data.attribute (a number that is not documented)',
  ]);
  expect(driftOf(relation, JSON.stringify(answered(128)))?.wrong).toEqual([]);
  const page = JSON.stringify({ code: 0, data: { list, total: 6 } });
  expect(driftOf(endpoints.relations.followers, page)?.wrong).toEqual([
    'data.list[].attribute (a number that is not documented)',
  ]);
});
