import { type OneBotPlayground, type SayOptions, startOneBot } from '../../playground/qq/index.ts';
import { numberIds } from '../../src/qq/gateway/ids.ts';
import { createOneBot } from '../../src/qq/onebot/onebot.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { type GatewayChanges, type RunningBot, runSmallBot } from './qq-running-bot.ts';

/** A simulated QQ with the small bot on it. */
export interface OneBotWithBot extends RunningBot {
  qq: OneBotPlayground;
  clock: TestClock;
  /** Somebody says something, and the bot has dealt with it; the number of the message. */
  say(from: number, text: string, options?: SayOptions): Promise<number>;
  /** What the bot said to somebody in private that still stands. */
  said(user: number): readonly string[];
  close(): Promise<void>;
}

/** The id of the private chat with somebody, and of a group. */
export const chatWith = (user: number) => 2 ** 44 + user;
export const chatOfGroup = (group: number) => -(2 ** 45 + group);

/** Starts it with 10001 and 10002 as friends and both in the group 20001. */
export async function startOneBotWithBot(changes: GatewayChanges = {}): Promise<OneBotWithBot> {
  const clock = createTestClock();
  const qq = await startOneBot({ now: () => clock.now() });
  qq.befriend(10_001, '阿明');
  qq.befriend(10_002, '小红');
  qq.group(20_001, { 10001: 'owner', 10002: 'member' });
  const port = createOneBot({ transport: { url: qq.url }, token: qq.token, clock, random: () => 0.5 });
  const running = await runSmallBot(port, { ids: numberIds, clock, changes });
  return {
    ...running,
    qq,
    clock,
    async say(from, text, options) {
      let id = 0;
      await running.dealtWith(() => {
        id = qq.say(from, text, options);
      });
      return id;
    },
    said: (user) => qq.said({ user }),
    async close() {
      await running.stop();
      await qq.close();
    },
  };
}
