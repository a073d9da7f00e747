import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import { createRandom } from '../../playground/bilibili/index.ts';
import { falsifyList } from './false-lists.ts';
import { judge } from './judge.ts';
import { officialStage, oneBotStage, type QQStage } from './qq-sides.ts';
import { createLife } from './random-events.ts';
import { alpha, beta, gamma, isMessage, setStage } from './stage.ts';
import { mountTinyDisk } from './tiny-disk.ts';

/**
 * For other runs: PROMISE_SEED=7 PROMISE_LIVES=20 npx vitest run --config vitest.long.config.ts
 * test/promise/killer
 */
const firstSeed = Number(process.env.PROMISE_SEED ?? 1);
const lives = Number(process.env.PROMISE_LIVES ?? 6);
/** On each of the two connections to QQ, where a life takes longer: messages are seconds apart there, and days pass. */
const livesOnQQ = Number(process.env.PROMISE_QQ_LIVES ?? 2);
/** The platforms the chats are on. */
const platforms: { on: string; lives: number; open: () => QQStage | undefined }[] = [
  { on: 'Telegram', lives, open: () => undefined },
  { on: 'OneBot', lives: livesOnQQ, open: oneBotStage },
  { on: 'the official platform of QQ', lives: livesOnQQ, open: officialStage },
];
const rounds = 8;
/** A round without further requests, while the program waits, ends after this time; ms. */
const longestRound = 20_000;

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
/** How far the clock moves each time the program waits only for time, and at most in a round; ms. */
const leaps = [second, 10 * second, 70 * second, 20 * 60 * second, hour];
const longestPassing = 12 * hour;
const offsets = [-20 * hour, -hour, -60_000, 0, hour, day];

/** Totals of all runs. */
const done = {
  lives: 0,
  kills: 0,
  stops: 0,
  fans: 0,
  lies: 0,
  clocks: 0,
  tornLogs: 0,
  fullDisks: 0,
  troubles: 0,
  hours: 0,
};
afterAll(() => console.info(JSON.stringify({ ...done, hours: Math.round(done.hours) })));

/**
 * A program that is killed repeatedly while everything else fails: the site returns wrong values in every
 * field, the clock is set, the disk is full for a while, and after some kills the end of the store's log is
 * missing. QQ is unreachable for hours, drops its sessions, accepts no messages, and leaves it open whether
 * messages were delivered.
 */
describe.concurrent('a program killed while everything else fails, too', { timeout: 600_000 }, () => {
  it.for(
    platforms.flatMap(({ lives: count, ...platform }) =>
      Array.from({ length: count }, (_, more) => ({ ...platform, seed: firstSeed + more })),
    ),
  )('keeps the promise on $on (seed $seed)', async ({ open, seed }, { onTestFinished }) => {
    const qq = open();
    const random = createRandom(seed);
    const disk = mountTinyDisk();
    const stage = await setStage(
      {
        chats: { Alice: [alpha, gamma], Bob: [alpha], Carol: [beta] },
        fans: { [beta]: 40, [gamma]: 1060 },
        movable: true,
        ...(qq && { on: qq }),
        ...(disk && { folder: disk.folder }),
      },
      onTestFinished,
    );
    onTestFinished(() => disk?.remove());
    const life = createLife(stage, random);
    const story: string[] = [];
    const setClock = () => {
      const offset = random.pick(offsets);
      stage.setClock(offset);
      done.clocks += 1;
      story.push(`clock off by ${offset / hour} h`);
    };
    const goWrong = () => {
      if (stage.side.troubles.length === 0) return;
      done.troubles += 1;
      story.push(random.pick(stage.side.troubles)());
    };
    for (let round = 1; round <= rounds; round += 1) {
      for (let count = random.below(3); count > 0; count -= 1) story.push(life.happen());
      if (random.below(2) === 0) setClock();
      const messages = random.below(2) === 0;
      const last = 1 + random.below(messages ? 4 : 24);
      const isStopped = random.below(6) === 0;
      let isFull = false;
      let count = 0;
      let isOver = false;
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const off = stage.onRequest((request) => {
        if (random.below(5) === 0) story.push(life.happen());
        if (random.below(4) === 0) {
          story.push(falsifyList(stage, random));
          done.lies += 1;
        }
        if (random.below(12) === 0) setClock();
        if (random.below(8) === 0) goWrong();
        if (disk && !isFull && random.below(20) === 0) {
          isFull = true;
          stage.mayLogErrors = true;
          done.fullDisks += 1;
          story.push('disk full');
          disk.fill();
          setTimeout(() => disk.free(), 50 + random.below(400));
        }
        if (!messages || isMessage(request)) count += 1;
        if (count >= last) end(request.what);
      });
      function end(what: string) {
        isOver = true;
        off();
        story.push(`${isStopped ? 'stopped' : 'killed'} at ${what}`);
        if (isStopped && !isFull) {
          done.stops += 1;
          resolve(stage.stop());
        } else {
          done.kills += 1;
          resolve(stage.kill({ after: random.below(3) === 0 ? random.below(12) : undefined }));
        }
      }
      // A failure is reported when it is awaited, at the end of the round.
      over.catch(() => undefined);
      await stage
        .start()
        .printed('"msg":"running')
        .catch(() => undefined);
      if (stage.pass === undefined) await Promise.race([over, pause(longestRound)]);
      for (let left = longestPassing; stage.pass && left > 0 && !isOver; ) {
        const ms = random.pick(leaps);
        left -= ms;
        done.hours += ms / hour;
        await stage.pass(ms);
      }
      if (!isOver) end('nothing');
      await over;
      disk?.free();
      if (!isStopped && random.below(4) === 0) {
        stage.tearLog(1);
        done.tornLogs += 1;
        story.push('the end of the log is missing');
      }
    }
    stage.world.faults.clear();
    stage.side.recover();
    stage.setClock(0);
    await judge(stage, () => `seed ${seed}\n${story.join('\n')}`);
    done.lives += 1;
    done.fans += [...stage.newcomers.values()].reduce((sum, fans) => sum + fans.size, 0);
  });
});
