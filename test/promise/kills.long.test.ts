import { describe, expect, it } from 'vitest';
import { createRandom } from '../../playground/bilibili/index.ts';
import { judge, timesTold } from './judge.ts';
import { createLife } from './random-events.ts';
import { alpha, beta, gamma, isMessage, isPoll, patience, setStage } from './stage.ts';

/** Two chats that watch the same account. */
const cast = { chats: { Alice: [alpha], Bob: [alpha] } };
/**
 * For other random rounds: PROMISE_SEED=7 npx vitest run --config vitest.long.config.ts test/promise/kills
 */
const firstSeed = Number(process.env.PROMISE_SEED ?? 1);

/** These mostly wait for the program, so they run concurrently. */
describe.concurrent('a program killed', { timeout: 120_000 }, () => {
  it('before a poll is saved reports everybody once', async ({ onTestFinished }) => {
    const stage = await setStage(cast, onTestFinished);
    const [fan = 0] = stage.addFans(alpha, 3);
    const killed = stage.killAt((request) => isPoll(request));
    stage.start();
    await killed;
    await judge(stage);
    expect(timesTold(stage, alpha, fan)).toEqual([1, 1]);
  });

  it('before the first poll is saved counts fans who come until the next poll as old', async ({
    onTestFinished,
  }) => {
    const stage = await setStage({ ...cast, fans: { [beta]: 70 } }, onTestFinished);
    const { Alice } = stage.chats;
    const killed = stage.killAt((request) => isPoll(request, beta));
    stage.start();
    if (Alice) await stage.login(Alice, beta);
    await killed;
    stage.world.gainFans(beta, 2);
    stage.start();
    await Alice?.see('👀', { timeout: patience });
    stage.addFans(beta, 2);
    await stage.kill();
    await judge(stage);
  });

  it('between saving a poll and its message reports everybody once, also fans who left meanwhile', async ({
    onTestFinished,
  }) => {
    const stage = await setStage(cast, onTestFinished);
    const fans = stage.addFans(alpha, 3);
    const killed = stage.killAt((request) => isMessage(request, stage.chats.Alice));
    stage.start();
    await killed;
    for (const fan of fans) stage.world.unfollow(fan, alpha);
    stage.addFans(alpha, 1);
    await judge(stage);
    for (const fan of fans) expect(timesTold(stage, alpha, fan)[0]).toBe(1);
  });

  it('before Telegram answers a message that it has delivered repeats that message once', async ({
    onTestFinished,
  }) => {
    const stage = await setStage(cast, onTestFinished);
    const [fan = 0] = stage.addFans(alpha, 1);
    const killed = stage.killAt((request) => isMessage(request, stage.chats.Alice), { served: true });
    stage.start();
    await killed;
    await judge(stage);
    expect(timesTold(stage, alpha, fan)[0]).toBe(2);
  });

  it('around the answer to a message repeats at most that message, each time', async ({ onTestFinished }) => {
    const stage = await setStage(cast, onTestFinished);
    for (const after of [0, 1, 2, 4, 8]) {
      stage.addFans(alpha, 2);
      const taken = stage.untilAlert();
      stage.start();
      await taken;
      await stage.kill({ after });
    }
    await judge(stage);
  });

  it.for([
    { how: 'held' as const, what: 'that Telegram has delivered repeats it once', times: 2 },
    { how: 'hang' as const, what: 'that Telegram never got reports everybody once', times: 1 },
  ])(
    'while it stops and waits for the answer to a message $what',
    async ({ how, times }, { onTestFinished }) => {
      const stage = await setStage(cast, onTestFinished);
      const { Alice } = stage.chats;
      const [fan = 0] = stage.addFans(alpha, 2);
      stage.telegram.faults.failNext('sendMessage', how, { chat: Alice?.chat ?? 0 });
      const asked = stage.untilRequest((request) => isMessage(request, Alice));
      stage.start();
      await asked;
      stage.terminate();
      await stage.kill({ after: 50 });
      await judge(stage);
      expect(timesTold(stage, alpha, fan)[0]).toBe(times);
    },
  );

  it('while Telegram is down reports everybody when it is back', async ({ onTestFinished }) => {
    const stage = await setStage({ chats: { Alice: [alpha, beta], Bob: [alpha] } }, onTestFinished);
    const { faults } = stage.telegram;
    stage.start();
    await stage.untilPolled(1);
    faults.goDown();
    stage.addFans(alpha, 4);
    stage.addFans(beta, 14);
    await stage.untilPolled(2);
    await stage.kill();
    stage.addFans(alpha, 1);
    const second = stage.start();
    await second.printed('cannot be reached yet');
    await stage.kill();
    faults.comeBack();
    await judge(stage);
  });

  it.for([0, 1, 2].map((more) => firstSeed + more))(
    'after any number of requests, again and again, keeps the promise (seed %i)',
    async (seed, { onTestFinished }) => {
      const random = createRandom(seed);
      const chats = { Alice: [alpha, gamma], Bob: [alpha], Carol: [beta] };
      const stage = await setStage({ chats, fans: { [beta]: 40, [gamma]: 1060 } }, onTestFinished);
      const life = createLife(stage, random);
      const story: string[] = [];
      for (let round = 1; round <= 5; round += 1) {
        for (let events = random.below(3); events > 0; events -= 1) story.push(life.happen());
        const how = random.pick(['killed', 'killed', 'stranded', 'answered', 'stopped', 'both'] as const);
        // Half of the kills are at messages, where most can be lost.
        const messages = random.below(2) === 0;
        const last = 1 + random.below(messages ? 3 : 18);
        let count = 0;
        const over = new Promise<void>((resolve) => {
          const off = stage.onRequest((request) => {
            if (random.below(5) === 0) story.push(life.happen());
            if (!messages || isMessage(request)) count += 1;
            if (count < last) return;
            off();
            story.push(`${how} at ${messages ? 'message' : 'request'} ${count}, ${request.what}`);
            if (how === 'stranded') stage.strand(request);
            if (how === 'both') stage.terminate();
            const after = how === 'answered' || how === 'both' ? random.below(12) : undefined;
            resolve(how === 'stopped' ? stage.stop() : stage.kill({ after }));
          });
        });
        stage.start();
        await over;
      }
      await judge(stage, () => `seed ${seed}\n${story.join('\n')}`);
    },
  );
});

describe.concurrent('a program stopped', { timeout: 120_000 }, () => {
  it('while it sends a message waits for the answer, and repeats nothing', async ({ onTestFinished }) => {
    const stage = await setStage(cast, onTestFinished);
    const { Alice } = stage.chats;
    const [fan = 0] = stage.addFans(alpha, 2);
    stage.telegram.faults.failNext('sendMessage', 'held', { chat: Alice?.chat ?? 0 });
    const taken = stage.untilAlert(Alice);
    stage.start();
    await taken;
    const stopped = stage.stop();
    setTimeout(stage.telegram.faults.clear, 50);
    await stopped;
    await judge(stage);
    expect(timesTold(stage, alpha, fan)).toEqual([1, 1]);
  });

  it('while Telegram answers no message does not wait for ever, and loses nothing', async ({
    onTestFinished,
  }) => {
    const stage = await setStage(cast, onTestFinished);
    const { Alice } = stage.chats;
    const [fan = 0] = stage.addFans(alpha, 2);
    stage.telegram.faults.failNext('sendMessage', 'hang', { chat: Alice?.chat ?? 0 });
    const asked = stage.untilRequest((request) => isMessage(request, Alice));
    stage.start();
    await asked;
    await stage.stop();
    await judge(stage);
    expect(timesTold(stage, alpha, fan)).toEqual([1, 1]);
  });

  it('in the middle of a poll cancels it, and loses nothing', async ({ onTestFinished }) => {
    const stage = await setStage(cast, onTestFinished);
    stage.world.faults.set('relation/followers', { kind: 'hang' }, { times: 1 });
    const [fan = 0] = stage.addFans(alpha, 2);
    const asked = stage.untilRequest((request) => isPoll(request));
    stage.start();
    await asked;
    await stage.stop();
    await judge(stage);
    expect(timesTold(stage, alpha, fan)).toEqual([1, 1]);
  });
});
