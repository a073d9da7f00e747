import { beforeEach, describe, expect, it } from 'vitest';
import { signature } from '../../../playground/bilibili/state/wbi.ts';
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

const none = { attribute: 0, mtime: 0, tag: null, special: 0 };

it('tells my side of one relation', async () => {
  const group = site.world.createGroup(me, '朋友');
  expect((await visitor.get('x/relation', { fid: them })).data).toEqual({ mid: them, ...none });
  site.world.follow(me, them);
  site.world.setGroups(me, them, [group, -10]);
  expect((await visitor.get('x/relation', { fid: them })).data).toEqual({
    mid: them,
    attribute: 2,
    mtime: now,
    tag: [group, -10],
    special: 1,
  });
});

it('tells many relations at once, and leaves out those who are none', async () => {
  const [fan = 0, blocked = 0] = newPeople(site.world, 2);
  site.world.follow(me, them);
  site.world.follow(fan, me);
  site.world.block(me, blocked);
  const { data } = await visitor.get('x/relation/relations', { fids: [them, fan, blocked, 5].join(',') });
  expect(data).toEqual({
    [them]: { mid: them, ...none, attribute: 2, mtime: now },
    [blocked]: { mid: blocked, ...none, attribute: 128, mtime: now },
  });
  expect((await visitor.get('x/relation/relations', { fids: '5' })).data).toEqual({});
});

it('tells both sides, without a signature and with one', async () => {
  site.world.follow(me, them);
  site.world.follow(them, me, { at: now + 5 });
  const expected = {
    relation: { mid: them, ...none, attribute: 6, mtime: now + 5 },
    be_relation: { mid: me, ...none, attribute: 6, mtime: now + 5 },
  };
  expect((await visitor.get('x/web-interface/relation', { mid: them })).data).toEqual(expected);
  const signed = sign({ mid: String(them) });
  expect((await visitor.get('x/space/wbi/acc/relation', signed)).data).toEqual(expected);
});

it.each(['x/relation', 'x/relation/relations', 'x/web-interface/relation'])(
  '%s is -101 for a guest and -400 without a person',
  async (path) => {
    expect((await site.guest.get(path)).code).toBe(-101);
    expect((await visitor.get(path, { fid: 'x', fids: '1,,2', mid: 0 })).code).toBe(-400);
    expect((await site.byKey(me).get(path, { fid: 5, fids: 5, mid: 5 })).code).toBe(0);
  },
);

describe('a signed read', () => {
  const ask = async (query: Record<string, string>) =>
    (await visitor.get('x/space/wbi/acc/relation', query)).code;

  it('is -352 without a signature, and -403 with one that does not fit', async () => {
    const good = sign({ mid: String(them) });
    expect(await ask({ mid: String(them) })).toBe(-352);
    expect(await ask({ ...good, mid: String(them + 1) })).toBe(-403);
    expect(await ask({ ...good, extra: '1' })).toBe(-403);
    expect(await ask({ ...good, w_rid: '0'.repeat(32) })).toBe(-403);
    expect(await ask(good)).toBe(0);
  });

  it('must have been signed with the keys of today', async () => {
    const old = sign({ mid: String(them) });
    site.world.rotateKeys();
    expect(await ask(old)).toBe(-403);
    expect(await ask(sign({ mid: String(them) }))).toBe(0);
  });

  it('must be sent without the characters that are not signed', async () => {
    const { w_rid = '', ...rest } = sign({ mid: String(them), note: 'ab' });
    expect(await ask({ ...rest, w_rid })).toBe(0);
    expect(await ask({ ...rest, note: "a!'()*b", w_rid })).toBe(-403);
  });

  it.each([
    ['bar=514&foo=114&wts=1702204169&zab=1919810', '8f6f2b5b3d485fe1886cec6a0be8c5d4'],
    ['bar=五一四&baz=1919810&foo=one one four&wts=1702204169', '04e50b58980e3e3cee8cbc0cc4c1c530'],
  ])('is hashed as the published example %s', (query, expected) => {
    const keys = { img: '7cd084941338484aae1ad9425b84077c', sub: '4932caff0ff746eab6f01bf08b70ac45' };
    expect(signature(Object.fromEntries(new URLSearchParams(query)), keys)).toBe(expected);
  });
});

/** Signs with the keys the site names; that the simulator's own hash is right is what the published examples show. */
function sign(query: Record<string, string>): Record<string, string> {
  const signed = { ...query, wts: String(now) };
  return { ...signed, w_rid: signature(signed, site.world.site.wbi.keys()) };
}

it('tells both sides of twenty people at once, strangers too', async () => {
  const [fan = 0, hater = 0] = newPeople(site.world, 2);
  site.world.follow(me, them);
  site.world.follow(fan, me);
  site.world.block(hater, me);
  const { data } = await visitor.get('x/relation/interrelations', { fids: [them, fan, hater].join(',') });
  expect(data).toEqual({
    [them]: { mid: them, ...none, attribute: 2, mtime: now, is_followed: false, is_blacked: false },
    [fan]: { mid: fan, ...none, is_followed: true, is_blacked: false },
    [hater]: { mid: hater, ...none, is_followed: false, is_blacked: true },
  });
  const fids = (count: number) => newPeople(site.world, count).join(',');
  expect((await visitor.get('x/relation/interrelations', { fids: fids(21) })).code).toBe(-400);
  expect((await visitor.get('x/relation/relations', { fids: fids(41) })).code).toBe(-400);
  expect((await visitor.get('x/relation/relations', { fids: fids(40) })).code).toBe(0);
});
