import { expect } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import type { ChatIds } from '../../src/qq/gateway/chat-ids.ts';
import type { GatewayListener } from '../../src/qq/gateway/handle-events.ts';
import { createMessageStore, type MessageStore } from '../../src/qq/gateway/message-store.ts';
import { replyWords } from '../../src/qq/gateway/reply-words.ts';
import { createGateway, type Gateway, type GatewayDeps } from '../../src/qq/gateway.ts';
import type { QQEvent, QQPort } from '../../src/qq/port.ts';
import { openMemoryStore } from './memory-store.ts';
import { createSmallBot, type SmallBot } from './qq-bot.ts';

/** What tests can replace. */
export type GatewayChanges = Partial<
  Pick<GatewayDeps, 'wordsOf' | 'picture'> & Pick<GatewayListener, 'mayBefriend'>
>;

/** The small bot running on a QQ. */
export interface RunningBot extends SmallBot {
  gateway: Gateway;
  messages: MessageStore;
  /** Log lines, parsed. */
  logged: Record<string, unknown>[];
  states: QQEvent[];
  heardChats: number[];
  /** Does something that causes events; waits until the bot has handled this many and is idle. */
  untilHandled(act: () => void, events?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Runs the small bot on a port, and waits until it is online. */
export async function runSmallBot(
  port: QQPort,
  { ids, clock, changes = {} }: { ids: ChatIds; clock: Clock; changes?: GatewayChanges },
): Promise<RunningBot> {
  const logged: Record<string, unknown>[] = [];
  const states: QQEvent[] = [];
  const heardChats: number[] = [];
  let [heard, running] = [0, 0];
  const whileRunning = async <T>(work: Promise<T>): Promise<T> => {
    running += 1;
    return work.finally(() => {
      running -= 1;
    });
  };
  const counted: QQPort = {
    ...port,
    quoted: (id) => whileRunning(port.quoted(id)),
    run: (listener, signal) =>
      port.run((event) => {
        listener(event);
        heard += 1;
      }, signal),
  };
  const { mayBefriend, ...gatewayChanges } = changes;
  const store = await openMemoryStore(clock);
  const messages = createMessageStore(store);
  const gateway = createGateway({
    port: counted,
    ids,
    store,
    clock,
    random: () => 0.5,
    log: createLog({
      level: 'debug',
      destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
    }),
    wordsOf: async () => replyWords.zh,
    questionOpen: async (chat, user) => small.asking(chat, user),
    picture: async () => undefined,
    ...gatewayChanges,
  });
  const small = createSmallBot(gateway);
  const end = new AbortController();
  const ended = gateway.run(
    {
      handle: (update) => whileRunning(small.bot.handleUpdate(update)),
      onHeard: (chat) => heardChats.push(chat),
      onState: (state) => states.push(state),
      mayBefriend,
    },
    end.signal,
  );
  await expect.poll(() => states.some(({ kind }) => kind === 'online'), { interval: 5 }).toBe(true);
  return {
    ...small,
    gateway,
    messages,
    logged,
    states,
    heardChats,
    async untilHandled(act, events = 1) {
      const wanted = heard + events;
      act();
      await expect.poll(() => heard, { interval: 2 }).toBeGreaterThanOrEqual(wanted);
      // Messages that are not for the bot leave no trace; they are handled within a few turns of the event
      // loop.
      for (let quiet = 0; quiet < 5; quiet += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (running > 0) quiet = -1;
      }
    },
    async stop() {
      end.abort();
      await ended;
    },
  };
}
