import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../playground/bilibili/index.ts';
import { hasPostgres, needsPostgres, useCluster } from '../support/postgres.ts';
import { storeSettings } from '../support/postgres-processes.ts';
import { type Company, collisionsIn, createCompany, type Instance } from './company.ts';
import { createLife } from './life.ts';
import { alpha, beta, gamma, patience, type Stage, setStage } from './stage.ts';
import { judge } from './verdict.ts';

/**
 * Lived only when it is asked for: PROMISE_COMPANY=1 PROMISE_SEED=7 npx vitest run --config vitest.long.config.ts test/promise/company.
 * On a busy machine a life may wait for ever for a process that has ended otherwise than was thought.
 */
const firstSeed = Number(process.env.PROMISE_SEED ?? 1);
const lives = Number(process.env.PROMISE_COMPANY ?? 0);
const rounds = 8;
/** Longer than the database keeps the place of a process that says nothing; ms. */
const frozenFor = 8000;

/** What was done, over all lives: for the table in docs/promise.md. */
const done = {
  lives: 0,
  fans: 0,
  killed: 0,
  frozen: 0,
  watchersKilled: 0,
  watchersFrozen: 0,
  engineKilled: 0,
  engineFrozen: 0,
  frozenBriefly: 0,
};
afterAll(() => console.info(JSON.stringify(done)));

describe.skipIf(!hasPostgres || lives === 0)(
  needsPostgres('two bots and three watchers on a Postgres store, killed and frozen at random'),
  { timeout: 600_000 },
  () => {
    const cluster = useCluster();

    it.for(Array.from({ length: lives }, (_, more) => firstSeed + more))(
      'keep the promise, and never do twice what one alone may do (seed %i)',
      async (seed, { onTestFinished }) => {
        const random = createRandom(seed);
        const stage = await setStage(
          {
            chats: { Alice: [alpha, gamma], Bob: [alpha], Carol: [beta] },
            fans: { [beta]: 40 },
            store: storeSettings(await cluster().createDatabase()),
          },
          onTestFinished,
        );
        stage.strained = true;
        const company = createCompany(stage, onTestFinished);
        for (const role of ['all', 'all', 'watcher', 'watcher', 'watcher'] as const) await company.join(role);
        await company.takenOver(undefined);
        const life = createLife(stage, random);
        const story: string[] = [];
        const acts = actsOn(company, cluster());
        for (let round = 1; round <= rounds; round += 1) {
          for (let count = 1 + random.below(3); count > 0; count -= 1) story.push(life.happen());
          await pause(random.below(1500));
          const act = random.pick(Object.keys(acts) as (keyof typeof acts)[]);
          story.push(act);
          done[act] += 1;
          await acts[act]();
          story.push(life.happen());
          await isWell(stage, story);
        }
        await company.leave();
        expect(collisionsIn(company.tapped), story.join('\n')).toEqual([]);
        await judge(stage, () => `seed ${seed}\n${story.join('\n')}`);
        done.lives += 1;
        done.fans += [...stage.newcomers.values()].reduce((sum, fans) => sum + fans.size, 0);
      },
    );
  },
);

/** What is done to them; each resolves when those who must take over have. */
function actsOn(company: Company, cluster: ReturnType<ReturnType<typeof useCluster>>) {
  const watcher = () => {
    const [first] = company.places.filter(({ role }) => role === 'watcher');
    if (first === undefined) throw new Error('there is no watcher');
    return first.now;
  };
  const leader = () => {
    if (company.leader === undefined) throw new Error('nobody leads');
    return company.leader;
  };
  /** Lets it sleep until its place is another's, and holds it to doing nothing when it wakes. */
  async function freeze({ name, program }: Instance, until: () => Promise<void>): Promise<void> {
    program.child.kill('SIGSTOP');
    const begun = performance.now();
    await pause(frozenFor);
    await until();
    const woken = performance.now();
    program.child.kill('SIGCONT');
    expect(await program.ended, program.output()).toEqual({ code: 2, signal: null });
    const acted = company.tapped.filter(({ by, at }) => by === name && at > woken);
    expect(acted, `${name} was frozen for ${woken - begun} ms`).toEqual([]);
  }
  return {
    async killed() {
      const killed = leader();
      await killed.program.kill('SIGKILL');
      await company.takenOver(killed);
    },
    async frozen() {
      const frozen = leader();
      await freeze(frozen, () => company.takenOver(frozen));
    },
    async watchersKilled() {
      await watcher().program.kill('SIGKILL');
    },
    async watchersFrozen() {
      await freeze(watcher(), async () => undefined);
    },
    async engineKilled() {
      const before = leader();
      cluster.signal('SIGKILL');
      await before.program.ended;
      await cluster.start();
      await company.takenOver(before);
    },
    async engineFrozen() {
      const before = leader();
      cluster.signal('SIGSTOP');
      await before.program.ended;
      cluster.signal('SIGCONT');
      await company.takenOver(before);
    },
    async frozenBriefly() {
      const before = leader();
      // Frozen for a moment, nobody loses anything.
      before.program.child.kill('SIGSTOP');
      await pause(1500);
      before.program.child.kill('SIGCONT');
    },
  };
}

/** Somebody comes, and is told of. @throws when that takes too long */
async function isWell(stage: Stage, story: readonly string[]): Promise<void> {
  const late = AbortSignal.timeout(2 * patience);
  const isLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () =>
      reject(new Error(`nobody is told any more after\n${story.join('\n')}`)),
    );
  });
  const told = stage.taken(stage.chats.Bob);
  stage.come(alpha, 1);
  await Promise.race([told, isLate]);
}
