import { getEventListeners } from 'node:events';
import { Composer } from 'grammy';
import { expect, it } from 'vitest';
import type { BotContext } from '../../../src/bot/context.ts';
import { limitHandlingTime } from '../../../src/bot/middleware/deadline-and-cancel.ts';

it('nothing of an update listens for the end of the program once it is handled', async () => {
  const stop = new AbortController();
  const inTime = limitHandlingTime({ handlingTimeout: 60_000, stop: stop.signal });
  const ctx = { chat: { id: 1 }, from: { id: 2 } } as BotContext;
  await new Composer(inTime).middleware()(ctx, async () => {
    expect(getEventListeners(ctx.signal, 'abort')).toHaveLength(1);
  });
  expect(getEventListeners(ctx.signal, 'abort')).toEqual([]);
});
