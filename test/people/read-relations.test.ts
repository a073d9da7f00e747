import { describe, expect, it, onTestFinished } from 'vitest';
import { startBilibili, type World } from '../../playground/bilibili/index.ts';
import { createBilibili } from '../../src/api/index.ts';
import { readRelations } from '../../src/people/read-relations.ts';

const me = 100001;

/** A site that answers null in place of an empty map of relations, with so many strangers. */
async function setUp(strangers: number) {
  const site = await startBilibili({ people: 0 });
  onTestFinished(() => site.close());
  const { world } = site;
  const newPerson = () => world.addPerson({}).mid;
  const mids = Array.from({ length: strangers }, newPerson);
  const bilibili = createBilibili({ root: site.root, readSpacing: 0, writeSpacing: 0, random: () => 0 });
  const credential = { kind: 'cookie' as const, cookies: world.login(me).cookies, madeAt: Date.now() };
  const session = bilibili.session({ mid: me, credential });
  world.faults.set('relation/relations', { kind: 'emptyNull' });
  const read = async () => {
    world.requests.clear();
    const sides = [...(await readRelations(session, mids)).values()];
    return { strangers: sides.filter(({ relation }) => relation === 'none').length, asked: pathsOf(world) };
  };
  return { world, newPerson, mids, read };
}

const pathsOf = (world: World) => world.requests.all().map(({ path }) => path.replace('/x/relation/', ''));

describe('where a site answers null for people to whom there is no relation', () => {
  it('somebody who is followed proves that it answered', async () => {
    const { world, newPerson, read } = await setUp(40);
    world.follow(me, newPerson());
    expect(await read()).toEqual({
      strangers: 40,
      asked: ['relations', 'followings', 'relations', 'relations'],
    });
  });

  it('so does somebody who is blocked', async () => {
    const { world, newPerson, read } = await setUp(2);
    world.block(me, newPerson());
    expect(await read()).toEqual({ strangers: 2, asked: ['relations', 'followings', 'blacks', 'relations'] });
  });

  it('an account that follows and blocks nobody has no relation to them', async () => {
    const { read } = await setUp(2);
    expect(await read()).toEqual({ strangers: 2, asked: ['relations', 'followings', 'blacks'] });
  });

  it('people to whom there is one are told as they are', async () => {
    const { world, mids, read } = await setUp(3);
    world.follow(me, mids[1] ?? 0);
    expect(await read()).toEqual({ strangers: 2, asked: ['relations'] });
  });
});

describe('null is never taken for "no relation"', () => {
  it.each([
    ['when it is answered for somebody who is followed as well', 'outside'],
    ['when one of those asked for is followed', 'among them'],
  ])('%s', async (_, where) => {
    const { world, newPerson, mids, read } = await setUp(2);
    world.follow(me, where === 'outside' ? newPerson() : (mids[0] ?? 0));
    world.faults.set('relation/relations', { kind: 'dataNull' });
    await expect(read()).rejects.toThrow('x/relation/relations');
  });

  it.each(['listNull', 'emptyWithTotal'] as const)(
    'when the list of whom one follows is no answer either (%s)',
    async (kind) => {
      const { world, newPerson, read } = await setUp(2);
      world.follow(me, newPerson());
      world.faults.set('relation/followings', { kind });
      await expect(read()).rejects.toThrow('x/relation/relations');
    },
  );
});
