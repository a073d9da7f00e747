import { expect, it, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { createBilibili } from '../../src/api/index.ts';
import { ActionRetired, changeRelation } from '../../src/people/change-relation.ts';
import { InDoubt } from '../../src/people/lost-answer.ts';
import type { RelationSummary } from '../../src/people/relation-action-kinds.ts';
import { createTestClock } from '../support/clock.ts';

const me = 100001;
const them = 2000;

async function startSite() {
  const clock = createTestClock();
  const { world, root, close } = await startBilibili({ people: 0, now: clock.now });
  onTestFinished(close);
  world.addPerson({ mid: them, name: 'someone' });
  const bilibili = createBilibili({ root, readSpacing: 0, writeSpacing: 0, clock });
  const session = bilibili.session({
    mid: me,
    credential: { kind: 'cookie', cookies: world.login(me).cookies, madeAt: clock.now() },
  });
  return { world, session };
}

it('a quiet follow is told as retired, and nothing is changed', async () => {
  const { world, session } = await startSite();
  await expect(changeRelation(session, 'whisper', them)).rejects.toThrow(ActionRetired);
  expect(world.whispersOf(me)).toEqual([]);
});

it('another refusal of a quiet follow is told as what it is', async () => {
  const { world, session } = await startSite();
  world.faults.set('relation/modify', { kind: 'code', code: 22002 });
  await expect(changeRelation(session, 'whisper', them)).rejects.toMatchObject({ reason: 'refusedByThem' });
});

it('an old quiet follow can be ended, once', async () => {
  const { world, session } = await startSite();
  world.whisper(me, them);
  expect(await changeRelation(session, 'unwhisper', them)).toEqual({ already: false, tags: [] });
  expect(world.whispersOf(me)).toEqual([]);
  expect(await changeRelation(session, 'unwhisper', them)).toEqual({ already: true, tags: [] });
});

it('an unfollow ends a quiet follow too, by the act that is for it', async () => {
  const { world, session } = await startSite();
  world.whisper(me, them);
  expect(await changeRelation(session, 'unfollow', them)).toEqual({ already: false, tags: [] });
  expect(world.whispersOf(me)).toEqual([]);
  expect(world.requests.to('relation/modify').map(({ form }) => form.act)).toEqual(['4']);
});

it('someone followed quietly is not followed openly: a lost follow of them was not done', async () => {
  const { world, session } = await startSite();
  world.whisper(me, them);
  world.faults.set('relation/modify', { kind: 'cut' }, { times: 1 });
  await expect(changeRelation(session, 'follow', them)).rejects.toMatchObject({ why: 'answer' });
});

it('trouble at the site over a write is read back like a lost answer', async () => {
  const { world, session } = await startSite();
  world.faults.set('relation/modify', { kind: 'code', code: -504 }, { times: 2 });
  await expect(changeRelation(session, 'follow', them)).rejects.toMatchObject({ reason: 'busy' });
  world.follow(me, them);
  expect(await changeRelation(session, 'follow', them)).toEqual({ already: false, tags: [] });
  world.faults.set('relation/modify', { kind: 'lost' });
  world.faults.set('x/relation', { kind: 'code', code: -403 });
  await expect(changeRelation(session, 'follow', them)).rejects.toThrow(InDoubt);
});

it('an unfollow of whom it knows the relation asks nothing more', async () => {
  const { world, session } = await startSite();
  world.follow(me, them);
  const known: RelationSummary = { relation: 'following', special: false, tag: [5, 0] };
  expect(await changeRelation(session, 'unfollow', them, undefined, known)).toEqual({
    already: false,
    tags: [5],
  });
  expect(world.requests.all()).toHaveLength(1);
});
