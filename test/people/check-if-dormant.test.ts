import { expect, it } from 'vitest';
import { checkPerson } from '../../src/people/check-if-dormant.ts';
import { startSession } from '../support/one-session.ts';

const me = 100003;

async function start() {
  const { world, session } = await startSession(me);
  const { mid } = world.addPerson({ name: '某人', level: 5, videos: 0 });
  world.gainFans(mid, 3);
  return { world, session, mid };
}

it('the card tells all of somebody without videos, in one request', async () => {
  const { world, session, mid } = await start();
  world.requests.clear();
  expect(await checkPerson(session, mid)).toEqual({
    gone: false,
    banned: false,
    level: 5,
    fans: 3,
    posts: 0,
  });
  expect(world.requests.all().map(({ path }) => path)).toEqual(['/x/web-interface/card']);
});

it('of somebody with videos the newest is asked for', async () => {
  const { world, session, mid } = await start();
  world.addVideo({ owner: mid, at: 1_700_000_000 });
  world.addVideo({ owner: mid, at: 1_600_000_000 });
  world.change(mid, { videos: 2, banned: true });
  expect(await checkPerson(session, mid)).toMatchObject({ banned: true, posts: 2, lastPost: 1_700_000_000 });
});

it('who has closed the account is gone', async () => {
  const { world, session, mid } = await start();
  world.closeAccount(mid);
  expect(await checkPerson(session, mid)).toEqual({ gone: true, banned: false });
});

it('that the videos cannot be read costs no more than their date', async () => {
  const { world, session, mid } = await start();
  world.change(mid, { videos: 2 });
  world.faults.set('wbi/arc/search', { kind: 'code', code: -404 });
  const check = await checkPerson(session, mid);
  expect(check).toMatchObject({ posts: 2, level: 5 });
  expect(check.lastPost).toBeUndefined();
});

it.each([
  ['wbi/arc/search', { kind: 'code', code: -352 }, { reason: 'risk' }],
  ['web-interface/card', { kind: 'code', code: -352 }, { reason: 'risk' }],
  ['web-interface/card', { kind: 'code', code: -500 }, { reason: 'busy' }],
] as const)(
  'what keeps %s from answering, %o, is thrown: nobody is called gone for it',
  async (path, fault, reason) => {
    const { world, session, mid } = await start();
    world.change(mid, { videos: 2 });
    world.faults.set(path, fault);
    await expect(checkPerson(session, mid)).rejects.toMatchObject(reason);
  },
);
