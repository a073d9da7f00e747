import { describe, expect, it } from 'vitest';
import {
  cardShape,
  pageShape,
  relationSideShape,
  statShape,
  videoShape,
} from '../../src/api/answer-shapes.ts';

describe('an answer with the fewest fields the site is known to give', () => {
  it('says who made a video by its owner alone', () => {
    const owner = { mid: 14082, name: '山新', face: '//i0.hdslb.com/a.jpg' };
    expect(videoShape.parse({ owner })).toEqual({ owner: { ...owner, face: 'https://i0.hdslb.com/a.jpg' } });
  });

  it('names a person who has no picture and no verification', () => {
    const list = [{ mid: 14082, attribute: 0, uname: '山新', face: null, official_verify: null }];
    expect(pageShape.parse({ list }).list).toMatchObject([
      { mid: 14082, uname: '山新', face: '', official_verify: { type: -1 } },
    ]);
  });

  it('makes a card whose decorations are missing or odd', () => {
    const plain = { mid: '14082', name: '山新', level_info: null, Official: { type: null }, vip: [] };
    expect(cardShape.parse({ card: plain, follower: 3 })).toMatchObject({
      card: { mid: 14082, face: '', level_info: undefined, Official: undefined, vip: undefined },
      follower: 3,
    });
  });
});

describe('what cannot be', () => {
  const huge = Number.MAX_SAFE_INTEGER;

  it.each([huge, -huge, 1_700_000_000_000_000])('a time of %d s is none, and costs nothing else', (mtime) => {
    const row = { mid: 7, uname: '七', attribute: 2 };
    expect(pageShape.parse({ list: [{ ...row, mtime }], total: 1 }).list).toMatchObject([
      { mid: 7, mtime: undefined },
    ]);
    expect(relationSideShape.parse({ mid: 7, attribute: 2, mtime })).toMatchObject({
      relation: 'following',
      mtime: 0,
    });
  });

  it('more than there are people is no count', () => {
    expect(pageShape.safeParse({ list: [], total: huge }).success).toBe(false);
    expect(statShape.safeParse({ mid: 7, following: 1, follower: huge }).success).toBe(false);
  });
});
