import { onTestFinished } from 'vitest';
import { startOfficial } from '../../playground/qq/index.ts';
import { openidIds } from '../../src/qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../../src/qq/gateway/openid-table.ts';
import { createOfficial } from '../../src/qq/official/official.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { openMemoryStore } from './memory-store.ts';
import { startOneBotWithBot } from './qq-onebot-bot.ts';
import { type GatewayChanges, type RunningBot, runSmallBot } from './qq-running-bot.ts';

/** A private chat of one person with the small bot, on any platform. */
export interface Dialogue extends Pick<RunningBot, 'bot' | 'deeds' | 'gateway' | 'logged' | 'heardChats'> {
  clock: TestClock;
  /** The id of the private chat. */
  chat: number;
  say(text: string): Promise<void>;
  /** Presses a label of the bot's last message with choices, or sends it where there are no buttons. */
  press(label: string): Promise<void>;
  sendFile(name: string, text: string): Promise<void>;
  /** The bot's messages that were not recalled. */
  said(): readonly string[];
  /** How many messages the bot has sent, including recalled ones. */
  sent(): number;
}

/** A platform to test the bot on. */
export interface Platform {
  name: string;
  start(changes?: GatewayChanges): Promise<Dialogue>;
}

const onebot: Platform = {
  name: 'OneBot',
  async start(changes) {
    const me = 10_001;
    const world = await startOneBotWithBot(changes);
    const { qq, say } = world;
    return {
      ...world,
      chat: 2 ** 44 + me,
      say: async (text) => void (await say(me, text)),
      press: async (label) => void (await say(me, label)),
      sendFile: (name, text) =>
        world.untilHandled(() => void qq.sendFile(me, { name, bytes: Buffer.from(text) })),
      said: () => world.said(me).map((text) => text.replace(/\n+回复：.*$/u, '')),
      sent: () => qq.calls.filter(({ action }) => action.startsWith('send_')).length,
    };
  },
};

const official: Platform = {
  name: 'the official platform',
  async start(changes = {}) {
    const me = 'USER1';
    const clock = createTestClock();
    const qq = await startOfficial({ now: () => clock.now() });
    const ids = openidIds(createOpenidTable(await openMemoryStore(clock)));
    const port = createOfficial({ app: qq.app, apiRoot: qq.root, clock, random: () => 0.5 });
    const running = await runSmallBot(port, { ids, clock, changes });
    const posted = () =>
      qq.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
    onTestFinished(async () => {
      await running.stop();
      await qq.close();
    });
    return {
      ...running,
      clock,
      chat: await ids.idOf({ kind: 'person', id: me }),
      say: (text) => running.untilHandled(() => void qq.say(me, text)),
      async press(label) {
        const shown = { 上一页: '‹', 下一页: '›' }[label] ?? label;
        await running.untilHandled(() => void qq.press(me, shown));
      },
      sendFile: (name, text) =>
        running.untilHandled(() => void qq.say(me, '', { file: { name, bytes: Buffer.from(text) } })),
      said: () => qq.said({ user: me }).map((text) => text.replace(/\n\{.*$/su, '')),
      sent: () => posted().length,
    };
  },
};

export const platforms = [onebot, official];
