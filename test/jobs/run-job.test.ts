import { describe, expect, it } from 'vitest';
import { me, owner, repeated, startSite, writes } from './site.ts';

describe('a follow of many', () => {
  it('goes by fifty, and those who failed are asked one by one for the reason', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(120);
    const [closed = 0, shy = 0, odd = 0] = [mids[10], mids[60], mids[119]];
    world.closeAccount(closed);
    for (const mid of [shy, odd]) world.change(mid, { refusesFollows: true });
    world.faults.set('x/relation/modify', { kind: 'code', code: 29999, message: '怪' }, { skip: 2 });
    const { start, until, changes } = engine();
    const { id } = await start('follow', mids);
    const job = await until(id, 'done');
    expect(job.failures).toEqual([
      { mid: closed, why: 'gone' },
      { mid: shy, why: 'refusedByThem' },
      { mid: odd, why: 'unknown', code: 29999, said: '怪' },
    ]);
    expect(world.followingsOf(me)).toHaveLength(117);
    expect(world.requests.to('batch/modify').map(({ form }) => form.fids?.split(',').length)).toEqual([
      50, 50, 20,
    ]);
    expect(repeated(writes(world))).toEqual([closed, shy, odd].map((mid) => `1:${mid}`));
    expect(changes.map(({ state }) => state)).toEqual([
      'queued',
      ...Array.from({ length: changes.length - 2 }, () => 'running'),
      'done',
    ]);
  });

  it('leaves out who became followed meanwhile, and counts "already" as done', async () => {
    const { world, people, engine, plan } = await startSite();
    const mids = people(3);
    const planned = await plan('follow', mids);
    world.follow(me, mids[0] ?? 0);
    world.faults.set('batch/modify', { kind: 'code', code: 22010 }, { times: 1 });
    world.faults.set('x/relation/modify', { kind: 'code', code: 22014 }, { times: 1 });
    const { jobs, until } = engine();
    const job = await until((await jobs.start(planned, owner)).id, 'done');
    expect(job).toMatchObject({ found: [mids[0], mids[1]], changed: [mids[2]], failures: [] });
  });

  it('puts people into the groups they are to be in, those that exist, beside those they are in', async () => {
    const { world, people, engine } = await startSite();
    const [a = 0, b = 0, c = 0] = people(3);
    const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
    const { start, until } = engine();
    const wanted = [
      { mid: a, groups: [one, 999] },
      { mid: b, groups: [one, two, -10] },
      { mid: c, groups: [999] },
    ];
    const job = await until((await start('follow', wanted)).id, 'done');
    expect(world.relationOf(me, a).tag).toEqual([one]);
    expect(world.relationOf(me, b).tag?.toSorted()).toEqual([one, two, -10].toSorted());
    expect(world.relationOf(me, c).tag).toBeNull();
    expect(job).toMatchObject({ ungrouped: [], groupFailures: [] });
    expect(world.requests.count('tags/addUsers')).toBe(2);
  });

  it('of strangers works where the site has no word for them, and undo spares who was followed before', async () => {
    const { world, people, engine } = await startSite();
    const [before = 0, ...mids] = people(61);
    world.follow(me, before);
    world.faults.set('relation/relations', { kind: 'emptyNull' });
    const { start, until, jobs } = engine();
    const { id } = await start('follow', [...mids, before]);
    expect(await until(id, 'done')).toMatchObject({ changed: mids, failures: [] });
    const undo = await jobs.undo(id);
    await until(undo?.id ?? 0, 'done');
    expect(world.followingsOf(me)).toEqual([before]);
  });

  it('leaves people in the groups they were put into meanwhile', async () => {
    const { world, people, engine, plan } = await startSite();
    const [mid = 0] = people(1);
    const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
    const planned = await plan('follow', [{ mid, groups: [one] }]);
    world.follow(me, mid);
    world.setGroups(me, mid, [two]);
    const { jobs, until } = engine();
    expect(await until((await jobs.start(planned, owner)).id, 'done')).toMatchObject({ found: [mid] });
    expect(world.relationOf(me, mid).tag).toEqual([one, two]);
  });

  it.each(['lost', 'cut'] as const)('finds out about groups when the answer is %s', async (kind) => {
    const { world, people, engine } = await startSite();
    const mids = people(2);
    const group = world.createGroup(me, '一');
    world.faults.set('tags/addUsers', { kind }, { times: 1 });
    const { start, until } = engine();
    const { id } = await start(
      'follow',
      mids.map((mid) => ({ mid, groups: [group] })),
    );
    const job = await until(id, 'done');
    expect(world.requests.count('tags/addUsers')).toBe(1);
    expect(job.groupFailures).toEqual(
      kind === 'lost' ? [] : mids.map((mid) => ({ mid, why: 'unreachable' })),
    );
    expect(world.groupMembers(me, group)).toHaveLength(kind === 'lost' ? 2 : 0);
  });

  it('tells whose groups could not be set, and a retry sets them without following again', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(2);
    const group = world.createGroup(me, '一');
    world.faults.set('tags/addUsers', { kind: 'code', code: 22105 }, { times: 2 });
    const { start, until, jobs } = engine();
    const { id } = await start(
      'follow',
      mids.map((mid) => ({ mid, groups: [group] })),
    );
    const job = await until(id, 'done');
    expect(job).toMatchObject({ changed: mids, groupFailures: [{ mid: mids[0], why: 'notFollowed' }] });
    const retry = await jobs.retryFailed(id);
    await until(retry?.id ?? 0, 'done');
    expect(world.groupMembers(me, group).toSorted()).toEqual(mids);
    expect(repeated(writes(world))).toEqual([]);
  });
});

describe('one by one', () => {
  it.each(['unfollow', 'unblock', 'kick', 'unwhisper'] as const)('%s', async (action) => {
    const { world, people, engine } = await startSite();
    const mids = people(3);
    for (const mid of mids) {
      if (action === 'unfollow') world.follow(me, mid);
      if (action === 'unblock') world.block(me, mid);
      if (action === 'kick') world.follow(mid, me);
      if (action === 'unwhisper') world.whisper(me, mid);
    }
    const { start, until } = engine();
    const job = await until((await start(action, mids)).id, 'done');
    expect(job).toMatchObject({ changed: mids, found: [], failures: [] });
    expect(world.requests.count('relation/modify')).toBe(3);
    expect(world.requests.count('batch/modify')).toBe(0);
    const left = [world.followingsOf(me), world.blacksOf(me), world.fansOf(me), world.whispersOf(me)];
    expect(left).toEqual([[], [], [], []]);
  });

  it('who is no fan in the first place is not a failure', async () => {
    const { people, engine } = await startSite();
    const mids = people(1);
    const { start, until } = engine();
    expect(await until((await start('kick', mids)).id, 'done')).toMatchObject({ found: mids, failures: [] });
  });

  it('an unfollow asks about forty at once, and not again about each', async () => {
    const { world, people, engine, plan } = await startSite();
    const mids = people(60);
    for (const mid of mids) world.follow(me, mid);
    const planned = await plan('unfollow', mids);
    world.requests.clear();
    const { jobs, until } = engine();
    await until((await jobs.start(planned, owner)).id, 'done');
    expect(world.requests.count('x/relation/relations')).toBe(2);
    expect(world.requests.all()).toHaveLength(62);
  });
});

describe('special follows', () => {
  it.each(['unfollow', 'block'] as const)('are left out of %s unless asked for', async (action) => {
    const { world, people, plan } = await startSite();
    const [plain = 0, special = 0] = people(2);
    for (const mid of [plain, special]) world.follow(me, mid);
    world.setGroups(me, special, [-10]);
    expect(await plan(action, [plain, special])).toMatchObject({
      steps: [[plain]],
      skipped: { special: [special] },
    });
    const steps = (await plan(action, [plain, special], true)).steps.flat();
    expect(steps).toEqual([plain, special]);
  });

  it('that cannot be read keep the job from being planned', async () => {
    const { world, people, plan, engine } = await startSite();
    const mids = people(2);
    for (const mid of mids) world.follow(me, mid);
    world.faults.set('tag/special', { kind: 'code', code: -509 });
    const { passing } = engine();
    await expect(passing(plan('unfollow', mids))).rejects.toThrow('x/relation/tag/special');
    expect(writes(world)).toEqual([]);
  });

  it('are known by their relation, where the list of them is null', async () => {
    const { world, people, plan } = await startSite();
    const [plain = 0, special = 0] = people(2);
    for (const mid of [plain, special]) world.follow(me, mid);
    world.setGroups(me, special, [-10]);
    world.faults.set('tag/special', { kind: 'dataNull' });
    expect(await plan('unfollow', [plain, special])).toMatchObject({ skipped: { special: [special] } });
  });

  it('made between plan and turn are spared too', async () => {
    const { world, people, plan, engine } = await startSite();
    const [plain = 0, special = 0] = people(2);
    for (const mid of [plain, special]) world.follow(me, mid);
    const planned = await plan('unfollow', [plain, special]);
    world.setGroups(me, special, [-10]);
    const { jobs, until } = engine();
    const job = await until((await jobs.start(planned, owner)).id, 'done');
    expect(job).toMatchObject({ changed: [plain], skipped: { special: [special] } });
    expect(world.followingsOf(me)).toEqual([special]);
  });
});

describe('accounts', () => {
  it('one account does one job at a time, in the order they were started', async () => {
    const { people, engine, plan } = await startSite();
    const [a = 0, b = 0] = people(2);
    const plans = [await plan('follow', [a]), await plan('follow', [b])];
    const { jobs, until, changes } = engine();
    const started = [];
    for (const planned of plans) started.push(await jobs.start(planned, owner));
    for (const { id } of started) await until(id, 'done');
    const order = changes.filter(({ state }) => state !== 'queued').map(({ id }) => id);
    expect(order).toEqual(order.toSorted());
    expect((await jobs.list(owner.chat)).map(({ id }) => id)).toEqual(started.map(({ id }) => id).reverse());
    expect(await jobs.list(8)).toEqual([]);
  });

  it('another account does not wait for it', async () => {
    const { world, people, engine, plan, login } = await startSite();
    const [a = 0, other = 0] = people(2);
    login(other);
    const planned = await plan('follow', [a]);
    world.faults.set('batch/modify', { kind: 'hang' }, { mid: me });
    world.faults.set('x/relation/modify', { kind: 'hang' }, { mid: me });
    const { jobs, until, changed } = engine();
    const hung = await jobs.start(planned, owner);
    await changed(({ id, doubt }) => id === hung.id && doubt !== undefined);
    const free = await jobs.start(planned, { ...owner, mid: other });
    await until(free.id, 'done');
    expect(await jobs.get(hung.id)).toMatchObject({ state: 'running', doubt: { mids: [a] } });
  });
});

it('the message that shows a job is kept with it', async () => {
  const { people, engine } = await startSite();
  const { start, until, jobs } = engine();
  const { id } = await start('follow', people(1));
  await jobs.showIn(id, { chat: 7, message: 99 });
  expect(await until(id, 'done')).toMatchObject({ message: { chat: 7, message: 99 } });
});

it('what a report throws does not hurt the job', async () => {
  const { people, engine } = await startSite();
  const { start, until, errors, changed } = engine();
  let thrown = 0;
  void changed(() => {
    thrown += 1;
    if (thrown === 1) throw new Error('no chat');
    return false;
  });
  const { id } = await start('follow', people(1));
  await until(id, 'done');
  expect(errors.splice(0)).toEqual([new Error('no chat')]);
});
