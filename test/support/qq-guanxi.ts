import { onTestFinished, vi } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { type Fault, startOfficial, startOneBot } from '../../playground/qq/index.ts';
import { start } from '../../src/app/start.ts';
import { catalogues } from '../../src/bot/text/index.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { configFrom } from './guanxi.ts';
import { createNewStore } from './new-store.ts';
import { patience } from './patience.ts';

/** A simulated QQ with one person in a private chat with the bot. */
export interface QQSide {
  env: Record<string, string>;
  /** The person's name in the settings. */
  me: string;
  connected(): boolean;
  say(text: string): void;
  /** Presses a button with this label, or sends the label where there are no buttons. */
  press(label: string): void;
  /** Replies to the last message of the bot that contains these words. */
  quote(words: string, text: string): void;
  sendFile(name: string, text: string): void;
  /** The bot's messages that were not recalled, as text. */
  said(): readonly string[];
  close(): Promise<void>;
}

/** The same on OneBot, with groups. */
export interface OneBotSide extends QQSide {
  /** Makes the next message, or the next call of any kind, fail. */
  script(fault: Fault, on?: 'send' | 'answer'): void;
  group(id: number, members: Readonly<Record<number, 'owner' | 'admin' | 'member'>>): void;
  /** Sends a message to a group, mentioning the bot. */
  sayIn(group: number, from: number, text: string): void;
  saidIn(group: number): readonly string[];
}

export async function openOneBot(clock: TestClock): Promise<OneBotSide> {
  const [me, name] = [10_001, '阿明'];
  const qq = await startOneBot({ now: () => clock.now() });
  qq.befriend(me, name);
  return {
    env: { QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: qq.token },
    me: `qq:${me}`,
    connected: () => qq.connected > 0,
    say: (text) => void qq.say(me, text),
    press: (label) => void qq.say(me, label),
    quote(words, text) {
      const found = qq.chat({ user: me }).findLast(({ shown }) => shown.includes(words));
      qq.say(me, text, { quote: found?.id ?? 0 });
    },
    sendFile: (file, text) => void qq.sendFile(me, { name: file, bytes: Buffer.from(text) }),
    said: () => qq.said({ user: me }),
    group: qq.group,
    sayIn: (group, from, text) => void qq.say(from, text, { group, at: true }),
    saidIn: (group) => qq.said({ group }),
    script: (fault, on = 'send') => qq.faults.script(on, fault),
    close: qq.close,
  };
}

async function openOfficial(clock: TestClock): Promise<QQSide> {
  const me = 'E4F4AEA33253A2797FB897C50B81D7ED';
  const qq = await startOfficial({ now: () => clock.now() });
  qq.allowPush({ user: me });
  return {
    env: { QQ_APP_ID: qq.app.id, QQ_APP_SECRET: qq.app.secret, QQ_API_ROOT: qq.root },
    me: `qq:${me}`,
    connected: () => qq.connected > 0,
    say: (text) => void qq.say(me, text),
    press: (label) => void qq.press(me, label),
    // A press belongs to its message anyway.
    quote: (_, text) => void qq.press(me, text),
    sendFile: (name, text) => void qq.say(me, '', { file: { name, bytes: Buffer.from(text) } }),
    said: () => qq.said({ user: me }),
    close: qq.close,
  };
}

export const qqSides = [
  { name: 'OneBot', open: openOneBot },
  { name: 'the official platform', open: openOfficial },
] as const;

/** Starts the program on a QQ with the simulated Bilibili; both are stopped at the end of the test. */
export async function startOnQQ<Side extends QQSide>(
  open: (clock: TestClock) => Promise<Side>,
  env: Record<string, string> = {},
) {
  const clock = createTestClock();
  const qq = await open(clock);
  const site = await startBilibili({ people: 20, now: clock.now });
  const store = await createNewStore();
  const { login: words } = catalogues[env.LANGUAGE === 'en' ? 'en' : 'zh'];
  const whole = {
    ...qq.env,
    BILIBILI_ROOT: site.root,
    ...store.env,
    ADMINS: qq.me,
    READ_SPACING: '0',
    WRITE_SPACING: '0',
    LOG_LEVEL: 'silent',
    ...env,
  };
  const config = configFrom(whole);
  const run = () => start(config, { clock, qrInterval: 5, jobMessageInterval: 20 });
  let running = await run();
  /** Stops the program while time passes: messages to QQ may be waiting for their turn. */
  async function stop(): Promise<void> {
    let over = false;
    const stopping = running.stop().finally(() => {
      over = true;
    });
    while (!over) {
      await clock.advance(500);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await stopping;
  }
  onTestFinished(async () => {
    await stop();
    await qq.close();
    await site.close();
    await store.remove();
  });
  await vi.waitUntil(qq.connected, { timeout: patience });
  /** Moves time by `step` ms at a time until the bot has sent a message with these words; returns it. */
  async function see(words: string | RegExp, step = 200): Promise<string> {
    return vi.waitFor(
      async () => {
        await clock.advance(step);
        const all = qq.said();
        const found = all.findLast((text) =>
          typeof words === 'string' ? text.includes(words) : words.test(text),
        );
        if (found === undefined) throw new Error(`"${words}" is not among:\n${all.join('\n---\n')}`);
        return found;
      },
      { timeout: patience, interval: 10 },
    );
  }
  return {
    clock,
    qq,
    world: site.world,
    see,
    running: () => running,
    /** The settings as environment variables. */
    env: whole,
    stop,
    async say(text: string, words: string | RegExp): Promise<string> {
      qq.say(text);
      return see(words);
    },
    async restart() {
      await stop();
      running = await run();
      await vi.waitUntil(qq.connected, { timeout: patience });
    },
    /** Logs in by QR code to this account. */
    async login(mid: number): Promise<void> {
      qq.say('登录');
      await see(words.ways.qr);
      qq.press(words.ways.qr);
      const code = await vi.waitUntil(() => site.world.qr.pending()[0], { timeout: patience });
      site.world.qr.scan(code.key, mid);
      site.world.qr.confirm(code.key);
      await see(/✅ (?:已登录|Logged in)/u);
    },
  };
}
