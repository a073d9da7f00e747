import { beforeEach, describe, expect, it } from 'vitest';
import fc from '../../support/fast-check.ts';
import { newPeople, type SiteClient, type TestSite, visitSite } from './site-client.ts';

let site: TestSite;
let me: number;
let visitor: SiteClient;
beforeEach(async () => {
  ({ site, me, visitor } = await visitSite());
});

const write = async (path: string, form: Record<string, string | number>) =>
  (await visitor.post(`x/relation/${path}`, form)).code;
const tagOf = (mid: number) => site.world.relationOf(me, mid).tag;
const followed = (count: number) => {
  const mids = newPeople(site.world, count);
  for (const mid of mids) site.world.follow(me, mid);
  return mids;
};

describe('putting people into groups', () => {
  it('replaces with addUsers, adds with copyUsers, and exchanges with moveUsers', async () => {
    const [a = 0, b = 0] = followed(2);
    const fids = `${a},${b}`;
    const [x, y, z] = ['甲', '乙', '丙'].map((name) => site.world.createGroup(me, name));
    expect(await write('tags/addUsers', { fids, tagids: `-10,${x}` })).toBe(0);
    expect([tagOf(a), tagOf(b)]).toEqual([
      [-10, x],
      [-10, x],
    ]);
    expect(await write('tags/copyUsers', { fids: a, tagids: `${y},${x}` })).toBe(0);
    expect(tagOf(a)).toEqual([-10, x, y]);
    expect(await write('tags/moveUsers', { fids, beforeTagids: `${x}`, afterTagids: `${z}` })).toBe(0);
    expect([tagOf(a), tagOf(b)]).toEqual([
      [-10, y, z],
      [-10, z],
    ]);
    expect(await write('tags/addUsers', { fids, tagids: 0 })).toBe(0);
    expect([tagOf(a), tagOf(b), site.world.followingsOf(me).length]).toEqual([null, null, 2]);
  });

  const forms = (
    fids: number | string,
    tagid: number | string,
  ): [string, Record<string, string | number>][] => [
    ['tags/addUsers', { fids, tagids: tagid }],
    ['tags/copyUsers', { fids, tagids: tagid }],
    ['tags/moveUsers', { fids, beforeTagids: 0, afterTagids: tagid }],
  ];

  it.each([
    ['a person who is not followed', 22105, () => newPeople(site.world, 1)[0] ?? 0, -10],
    ['a person who is followed quietly', 22105, () => quiet(), -10],
    ['a group that is not there', 22104, () => followed(1)[0] ?? 0, 99],
    ['more than 50 people', -400, () => followed(51).join(','), -10],
    ['no group', -400, () => followed(1)[0] ?? 0, ''],
    ['nobody', -400, () => '', -10],
  ])('is refused for %s with %i, and nothing is done', async (_, code, fids, tagid) => {
    const [good = 0] = followed(1);
    const whom = fids();
    for (const [path, form] of forms(whom === '' ? '' : `${good},${whom}`, tagid)) {
      expect(await write(path, form), path).toBe(code);
    }
    expect(tagOf(good)).toBeNull();
  });

  const quiet = () => {
    const [mid = 0] = newPeople(site.world, 1);
    site.world.whisper(me, mid);
    return mid;
  };

  it('leaves what a model of plain sets predicts, in whatever order it is done', async () => {
    const mids = followed(3);
    const tagids = [-10, site.world.createGroup(me, '甲'), site.world.createGroup(me, '乙')];
    const model = new Map(mids.map((mid) => [mid, new Set<number>()]));
    const step = fc.record({
      path: fc.constantFrom('addUsers', 'copyUsers', 'moveUsers'),
      fids: fc.subarray(mids, { minLength: 1 }),
      to: fc.subarray(tagids),
      from: fc.subarray(tagids),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        for (const { path, fids, to, from } of steps) {
          const some = (ids: number[]) => (ids.length === 0 ? '0' : ids.join(','));
          const groups =
            path === 'moveUsers' ? { beforeTagids: some(from), afterTagids: some(to) } : { tagids: some(to) };
          expect(await write(`tags/${path}`, { fids: fids.join(','), ...groups })).toBe(0);
          for (const fid of fids) {
            const kept = path === 'addUsers' ? [] : [...(model.get(fid) ?? [])];
            const left = path === 'moveUsers' ? kept.filter((tagid) => !from.includes(tagid)) : kept;
            model.set(fid, new Set([...left, ...to]));
          }
        }
        for (const [mid, set] of model) expect(new Set(tagOf(mid) ?? [])).toEqual(set);
      }),
      { numRuns: 25 },
    );
  });
});
