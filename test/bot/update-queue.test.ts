import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, it } from 'vitest';
import type { BotContext } from '../../src/bot/context.ts';
import { createUpdateQueue } from '../../src/bot/update-queue.ts';
import { botInfo } from '../../src/qq/gateway/telegram-shapes.ts';

const from = (id: number) => ({ id, is_bot: false, first_name: 'x' });
const chatOf = (id: number) => ({ id, type: 'private' as const, first_name: 'x' });
let count = 0;

function said(person: number, message: object = { text: 'hi' }): Update {
  count += 1;
  const common = { message_id: count, date: 0, chat: chatOf(person), from: from(person) };
  return { update_id: count, message: { ...common, ...message } } as Update;
}

/** A queue whose handlers end when they are told to. */
function useQueue() {
  const bot = new Bot<BotContext>('1:x', { botInfo });
  const handled: number[] = [];
  const gate = Promise.withResolvers<void>();
  bot.use(async (ctx) => {
    handled.push(ctx.from?.id ?? 0);
    await gate.promise;
  });
  const queue = createUpdateQueue(bot, { monotonic: () => 0 });
  return {
    queue,
    handled,
    open: gate.resolve,
    of: (id: number) => handled.filter((one) => one === id).length,
  };
}

it('one person who sends hundreds keeps nobody else from being heard', async () => {
  const { queue, of, open } = useQueue();
  for (let batch = 0; batch < 10; batch += 1)
    expect(await queue.take(Array.from({ length: 100 }, () => said(1)))).toBeGreaterThan(0);
  await queue.take([said(2)]);
  await queue.handle(said(1));
  expect([of(1), of(2)]).toEqual([100, 1]);
  expect(queue.open).toBe(true);

  await queue.take([said(1, { text: '/cancel' })]);
  expect(of(1)).toBe(101);

  open();
  await queue.drain(1000);
  await queue.take([said(1)]);
  expect(of(1)).toBe(102);
});

it('nor those who speak as a group, nor what Telegram says of a chat', async () => {
  const { queue, of } = useQueue();
  const group = (id: number) => ({ text: 'hi', sender_chat: { id, type: 'supergroup', title: 'x' } });
  await queue.take(Array.from({ length: 150 }, () => said(7, group(-100))));
  await queue.take([said(7, group(-200)), said(7, { migrate_to_chat_id: -300 })]);
  expect(of(7)).toBe(102);
});

it('an update that is not as documented ends nothing', async () => {
  const { queue, of, open } = useQueue();
  open();
  const odd = [
    { callback_query: {} },
    { message: {} },
    { message: { text: 5, from: null } },
    { message: null },
  ];
  await queue.take(odd.map((update, at) => ({ ...update, update_id: 1e6 + at }) as unknown as Update));
  await queue.take([said(1)]);
  await queue.drain(1000);
  expect(of(1)).toBe(1);
});
