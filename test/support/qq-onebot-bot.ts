import { onTestFinished } from 'vitest';
import { type OneBotPlayground, type SayOptions, startOneBot } from '../../playground/qq/index.ts';
import { numberIds } from '../../src/qq/gateway/chat-ids.ts';
import { createOneBot } from '../../src/qq/onebot/onebot.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { type GatewayChanges, type RunningBot, runSmallBot } from './qq-running-bot.ts';

/** The small bot on a simulated QQ. */
export interface OneBotWithBot extends RunningBot {
  qq: OneBotPlayground;
  clock: TestClock;
  /** Sends a message and waits until the bot has handled it; returns its id. */
  say(from: number, text: string, options?: SayOptions): Promise<number>;
  /** The bot's messages in a private chat that were not recalled. */
  said(user: number): readonly string[];
}

/** The program's id of a private chat. */
export const chatWith = (user: number) => 2 ** 44 + user;
export const chatOfGroup = (group: number) => -(2 ** 45 + group);

/** Starts it for the test that runs, with the friends 10001 and 10002, both in group 20001. */
export async function startOneBotWithBot(changes: GatewayChanges = {}): Promise<OneBotWithBot> {
  const clock = createTestClock();
  const qq = await startOneBot({ now: () => clock.now() });
  qq.befriend(10_001, '阿明');
  qq.befriend(10_002, '小红');
  qq.group(20_001, { 10001: 'owner', 10002: 'member' });
  const port = createOneBot({ transport: { url: qq.url }, token: qq.token, clock, random: () => 0.5 });
  const running = await runSmallBot(port, { ids: numberIds, clock, changes });
  onTestFinished(async () => {
    await running.stop();
    await qq.close();
  });
  return {
    ...running,
    qq,
    clock,
    async say(from, text, options) {
      let id = 0;
      await running.untilHandled(() => {
        id = qq.say(from, text, options);
      });
      return id;
    },
    said: (user) => qq.said({ user }),
  };
}
