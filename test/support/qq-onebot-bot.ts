import { expect } from 'vitest';
import { type OneBotPlayground, type SayOptions, startOneBot } from '../../playground/qq/index.ts';
import { createLog } from '../../src/log.ts';
import { numberIds } from '../../src/qq/gateway/ids.ts';
import { createMessageStore, type MessageStore } from '../../src/qq/gateway/messages.ts';
import { replyWords } from '../../src/qq/gateway/words.ts';
import { createGateway, type Gateway, type GatewayDeps } from '../../src/qq/gateway.ts';
import { createOneBot } from '../../src/qq/onebot/onebot.ts';
import type { QQEvent } from '../../src/qq/port.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { createSmallBot, type SmallBot } from './qq-bot.ts';

/** A simulated QQ with the small bot on it. */
export interface OneBotWithBot extends SmallBot {
  qq: OneBotPlayground;
  clock: TestClock;
  gateway: Gateway;
  messages: MessageStore;
  /** Log lines as objects. */
  logged: Record<string, unknown>[];
  states: QQEvent[];
  heardChats: number[];
  /** Somebody says something, and the bot has dealt with it; the number of the message. */
  say(from: number, text: string, options?: SayOptions): Promise<number>;
  /** Waits until the bot has dealt with so many events more, and is idle. */
  dealtWith(act: () => void, events?: number): Promise<void>;
  /** What the bot said to somebody in private that still stands. */
  said(user: number): readonly string[];
  close(): Promise<void>;
}

/** The id of the private chat with somebody, and of a group. */
export const chatWith = (user: number) => 2 ** 44 + user;
export const chatOfGroup = (group: number) => -(2 ** 45 + group);

/** Starts it with 10001 and 10002 as friends and both in the group 20001. */
export async function startOneBotWithBot(
  changes: Partial<Pick<GatewayDeps, 'wordsOf' | 'picture'>> = {},
): Promise<OneBotWithBot> {
  const clock = createTestClock();
  const qq = await startOneBot({ now: () => clock.now() });
  qq.befriend(10_001, '阿明');
  qq.befriend(10_002, '小红');
  qq.group(20_001, { 10001: 'owner', 10002: 'member' });
  const port = createOneBot({ transport: { url: qq.url }, token: qq.token, clock, random: () => 0.5 });
  const logged: Record<string, unknown>[] = [];
  const states: QQEvent[] = [];
  const heardChats: number[] = [];
  let [heard, running] = [0, 0];
  const messages = createMessageStore(() => clock.now());
  const gateway = createGateway({
    port: {
      ...port,
      run: (listener, signal) =>
        port.run((event) => {
          listener(event);
          heard += 1;
        }, signal),
    },
    ids: numberIds,
    messages,
    clock,
    random: () => 0.5,
    log: createLog({
      level: 'debug',
      destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
    }),
    wordsOf: async () => replyWords.zh,
    questionOpen: async (chat, user) => small.asking(chat, user),
    picture: async () => undefined,
    onHeard: (chat) => heardChats.push(chat),
    onState: (event) => states.push(event),
    ...changes,
  });
  const small: SmallBot = createSmallBot(gateway);
  const end = new AbortController();
  const ended = gateway.run(async (update) => {
    running += 1;
    await small.bot.handleUpdate(update).finally(() => {
      running -= 1;
    });
  }, end.signal);
  await expect.poll(() => states.some(({ kind }) => kind === 'online'), { interval: 5 }).toBe(true);

  async function dealtWith(act: () => void, events = 1): Promise<void> {
    const wanted = heard + events;
    act();
    await expect.poll(() => heard, { interval: 2 }).toBeGreaterThanOrEqual(wanted);
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setTimeout(resolve, 4));
      if (running > 0) quiet = -1;
    }
  }

  return {
    ...small,
    qq,
    clock,
    gateway,
    messages,
    logged,
    states,
    heardChats,
    dealtWith,
    async say(from, text, options) {
      let id = 0;
      await dealtWith(() => {
        id = qq.say(from, text, options);
      });
      return id;
    },
    said: (user) => qq.said({ user }),
    async close() {
      end.abort();
      await ended;
      await qq.close();
    },
  };
}
