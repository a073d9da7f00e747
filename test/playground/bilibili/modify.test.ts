import { beforeEach, describe, expect, it } from 'vitest';
import { newPeople, type SiteClient, START, type TestSite, visitSite } from './site-client.ts';

const now = START / 1000;
let site: TestSite;
let me: number;
let them: number;
let visitor: SiteClient;
beforeEach(async () => {
  ({ site, me, visitor } = await visitSite());
  [them = 0] = newPeople(site.world, 1);
});

const act = async (fid: number | string, what: number | string) =>
  (await visitor.post('x/relation/modify', { fid, act: what, re_src: 11 })).code;
const attribute = () => site.world.relationOf(me, them).attribute;

describe('following', () => {
  it('works once, is 22014 then, and is ended by 2', async () => {
    expect(await act(them, 1)).toBe(0);
    expect(site.world.relationOf(me, them)).toEqual({
      mid: them,
      attribute: 2,
      mtime: now,
      tag: null,
      special: 0,
    });
    expect(site.world.fansOf(them)).toEqual([me]);
    expect(await act(them, 1)).toBe(22014);
    expect(await act(them, 2)).toBe(0);
    expect([attribute(), site.world.fansOf(them)]).toEqual([0, []]);
    expect(await act(them, 2)).toBe(22005);
  });

  it('answers without data', async () => {
    const answer = await visitor.post('x/relation/modify', { fid: them, act: 1 });
    expect(answer).toEqual({ status: 200, code: 0, message: '0', ttl: 1 });
  });

  it('back makes both mutual, from now on, at the top of both lists', async () => {
    site.world.follow(them, me, { at: now - 100 });
    site.world.gainFans(me, 1, { at: now - 50 });
    site.advance(7000);
    expect(await act(them, 1)).toBe(0);
    expect(site.world.relationOf(me, them)).toMatchObject({ attribute: 6, mtime: now + 7 });
    expect(site.world.relationOf(them, me)).toMatchObject({ attribute: 6, mtime: now + 7 });
    expect(site.world.fansOf(me)[0]).toBe(them);
    expect(await act(them, 2)).toBe(0);
    expect(site.world.relationOf(them, me).attribute).toBe(2);
  });

  it('takes the person out of all groups when it ends', async () => {
    site.world.follow(me, them);
    site.world.setGroups(me, them, [-10]);
    await act(them, 2);
    await act(them, 1);
    expect(site.world.relationOf(me, them)).toMatchObject({ tag: null, special: 0 });
  });

  it.each([
    ['someone I have blocked', 22003, () => site.world.block(me, them)],
    ['someone who has blocked me', 22002, () => site.world.block(them, me)],
    ['someone who lets no stranger follow', 22002, () => site.world.change(them, { refusesFollows: true })],
    ['a closed account', 22013, () => site.world.closeAccount(them)],
    ['when my account looks abnormal', 22015, () => site.world.change(me, { abnormal: true })],
    ['when I am banned', -102, () => site.world.change(me, { banned: true })],
    ['one too many', 22009, () => fillFollowings('followings')],
    ['one too many for an unverified account', 22006, () => fillFollowings('unverified')],
  ])('%s is refused with %i', async (_, code, arrange) => {
    arrange();
    const before = site.world.relationOf(me, them);
    expect(await act(them, 1)).toBe(code);
    expect(site.world.relationOf(me, them)).toEqual(before);
  });

  const fillFollowings = (limit: 'followings' | 'unverified') => {
    site.world.limits[limit] = 1;
    if (limit === 'unverified') site.world.change(me, { unverified: true });
    const [other = 0] = newPeople(site.world, 1);
    site.world.follow(me, other);
  };

  it.each([1, 2, 4, 5, 6, 7])('act %i on myself is 22001, on nobody 40061', async (what) => {
    expect(await act(me, what)).toBe(22001);
    expect(await act(987654321, what)).toBe(40061);
  });

  it.each([
    [3, 'the retired quiet follow'],
    [0, 'an unknown act'],
    [8, 'an unknown act'],
    ['x', 'no number'],
    ['', 'no act'],
  ])('act %j is -400: %s', async (what, _) => {
    expect(await act(them, what)).toBe(-400);
    expect(attribute()).toBe(0);
  });

  it.each([{ fid: 'x', act: 1 }, { act: 1 }, { fid: -5, act: 1 }, { fid: 5, act: 1, re_src: 'space' }])(
    '%j is -400',
    async (form) => {
      expect((await visitor.post('x/relation/modify', form)).code).toBe(-400);
    },
  );
});

describe('other actions', () => {
  it('ends an old quiet follow with 4', async () => {
    site.world.whisper(me, them);
    expect(attribute()).toBe(1);
    expect(await act(them, 4)).toBe(0);
    expect(attribute()).toBe(0);
    expect(await act(them, 4)).toBe(22005);
  });

  it('makes an old quiet follow a plain one with 1', async () => {
    site.world.whisper(me, them);
    expect(await act(them, 1)).toBe(0);
    expect([attribute(), site.world.whispersOf(me)]).toEqual([2, []]);
  });

  it('blocks with 5, which ends follows both ways, and unblocks with 6', async () => {
    site.world.follow(me, them);
    site.world.follow(them, me);
    expect(await act(them, 5)).toBe(0);
    expect(site.world.relationOf(me, them)).toMatchObject({ attribute: 128, mtime: now });
    expect([site.world.fansOf(me), site.world.followingsOf(me), site.world.followingsOf(them)]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await act(them, 5)).toBe(22120);
    expect(await act(them, 6)).toBe(0);
    expect(attribute()).toBe(0);
    expect(await act(them, 6)).toBe(22005);
  });

  it('answers 22008 to one more than the blacklist holds', async () => {
    site.world.limits.blacks = 1;
    expect(await act(newPeople(site.world, 1)[0] ?? 0, 5)).toBe(0);
    expect(await act(them, 5)).toBe(22008);
  });

  it('removes a fan with 7, and leaves my own follow alone', async () => {
    site.world.follow(me, them);
    site.world.follow(them, me);
    expect(await act(them, 7)).toBe(0);
    expect([attribute(), site.world.fansOf(me)]).toEqual([2, []]);
    expect(await act(them, 7)).toBe(22005);
  });
});

describe('a batch', () => {
  const batch = (fids: readonly (number | string)[], what = 1) =>
    visitor.post<{ failed_fids: number[] }>('x/relation/batch/modify', { fids: fids.join(','), act: what });

  it('follows all it can and names the others; who is followed already is no failure', async () => {
    const [a = 0, blocked = 0, closed = 0, refusing = 0] = newPeople(site.world, 4);
    site.world.follow(me, them);
    site.world.block(me, blocked);
    site.world.closeAccount(closed);
    site.world.change(refusing, { refusesFollows: true });
    const { code, data } = await batch([them, a, blocked, closed, refusing, 987654321]);
    expect([code, data]).toEqual([0, { failed_fids: [blocked, closed, refusing, 987654321] }]);
    expect(new Set(site.world.followingsOf(me))).toEqual(new Set([them, a]));
  });

  it('blocks with 5', async () => {
    const fids = newPeople(site.world, 3);
    expect((await batch(fids, 5)).data).toEqual({ failed_fids: [] });
    expect(site.world.blacksOf(me)).toHaveLength(3);
  });

  it('names those who do not fit under the limit, and is refused when it is reached before', async () => {
    const [a = 0, b = 0, c = 0] = newPeople(site.world, 3);
    site.world.limits.followings = 2;
    expect((await batch([a, b, c])).data).toEqual({ failed_fids: [c] });
    expect((await batch([c])).code).toBe(22009);
    site.world.limits.blacks = 0;
    expect((await batch([c], 5)).code).toBe(22008);
  });

  it('is refused with 22003 when all are in the blacklist', async () => {
    site.world.block(me, them);
    expect((await batch([them])).code).toBe(22003);
  });

  it('takes 50 people but not 51, and neither me, nobody nor nonsense', async () => {
    const many = newPeople(site.world, 51);
    expect((await batch(many)).code).toBe(-400);
    expect((await batch(many.slice(1))).data).toEqual({ failed_fids: [] });
    expect((await batch([them, me])).code).toBe(22001);
    expect((await batch([])).code).toBe(-400);
    expect((await batch([them, 'x'])).code).toBe(-400);
    expect((await batch([them], 2)).code).toBe(-400);
    expect(attribute()).toBe(0);
  });
});
