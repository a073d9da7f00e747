import { describe, expect, it } from 'vitest';
import { newPeople, startSite } from './site-client.ts';

describe('a video', () => {
  const path = 'x/web-interface/view';

  it('says whose it is, by both of its ids', async () => {
    const { world, guest } = await startSite();
    const [owner = 0, guestStar = 0] = newPeople(world, 2);
    const { bvid, aid } = world.addVideo({ owner, staff: [owner, guestStar] });
    expect(bvid).toMatch(/^BV1[1-9A-HJ-NP-Za-km-z]{9}$/);
    const { data } = await guest.get(path, { bvid });
    expect(data).toMatchObject({
      bvid,
      aid,
      title: expect.any(String),
      owner: { mid: owner, name: world.person(owner)?.name, face: world.person(owner)?.face },
      staff: [
        { mid: owner, title: 'UP主' },
        { mid: guestStar, name: world.person(guestStar)?.name },
      ],
    });
    expect((await guest.get(path, { aid })).data).toEqual(data);
    expect((await guest.get(path, { bvid: world.addVideo({ owner }).bvid })).data).not.toHaveProperty(
      'staff',
    );
  });

  it.each([
    ['hidden', 62002],
    ['review', 62004],
    ['private', 62012],
  ] as const)('that is %s is refused with %i', async (state, code) => {
    const { world, guest, as } = await startSite();
    const { bvid } = world.addVideo({ owner: world.owner, state });
    expect((await guest.get(path, { bvid })).code).toBe(code);
    expect((await as(world.owner).get(path, { bvid })).code).toBe(state === 'private' ? 0 : code);
  });

  it.each([
    [{}, -400],
    [{ bvid: 'BV1' }, -400],
    [{ aid: 'av1' }, -400],
    [{ bvid: 'BV1xx411c7mD' }, -404],
    [{ aid: 1 }, -404],
  ])('%j is refused with %i', async (query, code) => {
    expect((await (await startSite()).guest.get(path, query)).code).toBe(code);
  });
});
