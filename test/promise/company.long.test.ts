import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../playground/bilibili/index.ts';
import { hasPostgres, needsPostgres, useCluster } from '../support/postgres.ts';
import { storeSettings } from '../support/postgres-processes.ts';
import { within } from '../support/within.ts';
import { type Company, collisionsIn, createCompany, type Instance } from './company.ts';
import { judge } from './judge.ts';
import { createLife } from './random-events.ts';
import { alpha, beta, gamma, patience, type Stage, setStage } from './stage.ts';

/**
 * One random run by default; for others, or more:
 * PROMISE_SEED=7 PROMISE_COMPANY=3 npx vitest run --config vitest.long.config.ts test/promise/company
 */
const firstSeed = Number(process.env.PROMISE_SEED ?? 1);
const lives = Number(process.env.PROMISE_COMPANY ?? 1);
/** Longer than the database waits before it gives a silent process's place to another; ms. */
const frozenFor = 8000;

/** Totals of all runs, for the table in docs/promise.md. */
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

describe.skipIf(!hasPostgres)(
  needsPostgres('two bots and three watchers on a Postgres store, killed and frozen at random'),
  { timeout: 400_000 },
  () => {
    const cluster = useCluster();

    it.for(Array.from({ length: lives }, (_, more) => firstSeed + more))(
      'keep the promise, and never do twice what only one process may do (seed %i)',
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
        stage.mayLogErrors = true;
        const company = createCompany(stage, onTestFinished);
        for (const role of ['all', 'all', 'watcher', 'watcher', 'watcher'] as const) await company.join(role);
        await company.takenOver(undefined);
        const life = createLife(stage, random);
        const story: string[] = [];
        const acts = actsOn(company, cluster());
        const left = new Set(Object.keys(acts) as (keyof typeof acts)[]);
        // Each act happens once, in random order.
        while (left.size > 0) {
          for (let count = 1 + random.below(3); count > 0; count -= 1) story.push(life.happen());
          await pause(random.below(1500));
          const act = random.pick([...left]);
          left.delete(act);
          story.push(act);
          done[act] += 1;
          await acts[act]();
          story.push(life.happen());
          await expectAlert(stage, () => `${story.join('\n')}\n${company.outputs()}`);
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

/** The acts; each resolves when the processes that have to take over have done so. */
function actsOn(company: Company, cluster: ReturnType<ReturnType<typeof useCluster>>) {
  /** Freezes a process until its place is taken, and checks that it does nothing when it wakes. */
  async function freeze(frozen: Instance, until: () => Promise<void>): Promise<void> {
    const { name, program } = frozen;
    program.child.kill('SIGSTOP');
    const begun = performance.now();
    await pause(frozenFor);
    await until();
    const woken = performance.now();
    program.child.kill('SIGCONT');
    await company.ended(frozen, `it was frozen for ${Math.round(woken - begun)} ms`);
    const acted = company.tapped.filter(({ by, at }) => by === name && at > woken);
    expect(acted, `${name} was frozen for ${woken - begun} ms`).toEqual([]);
  }
  return {
    async killed() {
      const killed = company.leader;
      await killed.program.kill('SIGKILL');
      await company.takenOver(killed);
    },
    async frozen() {
      const frozen = company.leader;
      await freeze(frozen, () => company.takenOver(frozen));
    },
    async watchersKilled() {
      await (await company.watcher()).program.kill('SIGKILL');
    },
    async watchersFrozen() {
      await freeze(await company.watcher(), async () => undefined);
    },
    async engineKilled() {
      const before = company.leader;
      cluster.signal('SIGKILL');
      await company.ended(before, 'the database server was killed');
      await cluster.start();
      await company.takenOver(before);
    },
    async engineFrozen() {
      const before = company.leader;
      cluster.signal('SIGSTOP');
      await company.ended(before, 'the database server is frozen').finally(() => cluster.signal('SIGCONT'));
      await company.takenOver(before);
    },
    async frozenBriefly() {
      const { program } = company.leader;
      // Frozen so briefly that no place is lost.
      program.child.kill('SIGSTOP');
      await pause(1500);
      program.child.kill('SIGCONT');
    },
  };
}

/**
 * Adds a fan and waits for the alert.
 * @throws Error when it does not come in time
 */
async function expectAlert(stage: Stage, story: () => string): Promise<void> {
  const alert = stage.untilAlert(stage.chats.Bob);
  stage.addFans(alpha, 1);
  await within(alert, patience, () => `alerts no longer arrive after\n${story()}`);
}
