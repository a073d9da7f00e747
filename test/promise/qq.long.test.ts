import { describe, expect, it } from 'vitest';
import { judge, timesTold } from './judge.ts';
import { officialStage, oneBotStage } from './qq-sides.ts';
import { alpha, beta, isMessage, setStage } from './stage.ts';

const hour = 3600_000;
/** Two chats that watch the same account. */
const chats = { Alice: [alpha], Bob: [alpha] };

describe.concurrent.each([
  { on: 'OneBot', open: oneBotStage },
  { on: 'the official platform', open: officialStage },
])('a program on $on', { timeout: 180_000 }, ({ open }) => {
  it('killed before QQ answers a message that it has delivered repeats that message once', async ({
    onTestFinished,
  }) => {
    const stage = await setStage({ chats, on: open() }, onTestFinished);
    const [fan = 0] = stage.addFans(alpha, 2);
    const killed = stage.killAt((request) => isMessage(request, stage.chats.Alice), { served: true });
    stage.start();
    await killed;
    await judge(stage);
    expect(timesTold(stage, alpha, fan)[0]).toBe(2);
  });

  it('killed before the message is sent reports everybody once', async ({ onTestFinished }) => {
    const stage = await setStage({ chats, on: open() }, onTestFinished);
    const [fan = 0] = stage.addFans(alpha, 3);
    const killed = stage.killAt((request) => isMessage(request));
    stage.start();
    await killed;
    await judge(stage);
    expect(timesTold(stage, alpha, fan)).toEqual([1, 1]);
  });

  it.for([
    { isShown: true, what: 'was delivered repeats it once', times: [1, 2] },
    { isShown: false, what: 'was lost sends it again', times: [1, 1] },
  ])('that is not told whether a message $what', async ({ isShown, times }, { onTestFinished }) => {
    const qq = open();
    const stage = await setStage({ chats, on: qq }, onTestFinished);
    qq.loseNextAnswer(isShown);
    const [fan = 0] = stage.addFans(alpha, 2);
    await judge(stage);
    expect(timesTold(stage, alpha, fan).toSorted()).toEqual(times);
  });

  it('killed while it is unknown whether a message was delivered also repeats it once', async ({
    onTestFinished,
  }) => {
    const qq = open();
    const stage = await setStage({ chats: { Alice: [alpha] }, on: qq }, onTestFinished);
    qq.loseNextAnswer(true);
    const [fan = 0] = stage.addFans(alpha, 2);
    const shown = stage.untilAlert();
    stage.start();
    await shown;
    await stage.kill({ after: 100 });
    await judge(stage);
    expect(timesTold(stage, alpha, fan)).toEqual([2]);
  });

  it('reports more fans than a message can name, and fans whom the account follows by then', async ({
    onTestFinished,
  }) => {
    const stage = await setStage({ chats, on: open() }, onTestFinished);
    const [first = 0] = stage.addFans(alpha, 14);
    stage.world.followBack(alpha, first);
    await judge(stage);
  });

  it.for(['goAway', 'refuseMessages'] as const)(
    'that cannot send on QQ for a day (%s), and is killed meanwhile, then reports everybody once',
    async (trouble, { onTestFinished }) => {
      const qq = open();
      const cast = { chats: { Alice: [alpha, beta], Bob: [alpha] }, on: qq };
      const stage = await setStage(cast, onTestFinished);
      stage.start();
      await stage.untilPolled(1);
      qq[trouble]();
      const fans: number[] = [];
      for (let hours = 0; hours < 24; hours += 1) {
        // Few enough to be all named in one message.
        if (hours % 3 === 0) fans.push(...stage.addFans(alpha, 1));
        stage.addFans(beta, 1);
        const polled = stage.untilPolled(1);
        await stage.pass?.(hour);
        await polled;
        if (hours === 12) {
          await stage.kill();
          stage.start();
        }
      }
      await stage.kill();
      qq.recover();
      await judge(stage);
      for (const fan of fans) expect(timesTold(stage, alpha, fan)).toEqual([1, 1]);
    },
  );
});
