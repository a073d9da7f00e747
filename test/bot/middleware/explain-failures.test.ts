import { Composer, GrammyError } from 'grammy';
import { expect, it, vi } from 'vitest';
import type { BotContext } from '../../../src/bot/context.ts';
import { explainFailures } from '../../../src/bot/middleware/explain-failures.ts';
import type { Log } from '../../../src/log.ts';

const refused = (code: number, description = 'no') =>
  new GrammyError('Call failed', { ok: false, error_code: code, description }, 'sendMessage', {});

it.each<[why: string, error: GrammyError, defects: number]>([
  ['QQ is offline', refused(502), 0],
  ['QQ does not say whether it went', refused(504), 0],
  ['the bot is muted in the group', refused(429), 0],
  ['the bot is blocked', refused(403), 0],
  ['the topic is closed', refused(400, 'Bad Request: TOPIC_CLOSED'), 0],
  ['the bot may not write', refused(400, 'Bad Request: not enough rights to send text messages'), 0],
  ['a message is refused', refused(400), 1],
])(
  'tells of a defect only when a platform refuses the message, not the chat: %s',
  async (_, error, defects) => {
    const log = { warn: vi.fn(), error: vi.fn() };
    const onDefect = vi.fn();
    const ctx = {
      update: { update_id: 1 },
      chat: { id: 1, type: 'private' },
      texts: { failures: { broken: (reference: string) => reference } },
      reply: vi.fn(async () => undefined),
    } as unknown as BotContext;
    const explain = explainFailures({ log: log as unknown as Log, onDefect });
    await new Composer(explain).middleware()(ctx, async () => {
      throw error;
    });
    expect(onDefect).toHaveBeenCalledTimes(defects);
    expect(log.error).toHaveBeenCalledTimes(defects);
    expect(log.warn).toHaveBeenCalledTimes(1 - defects);
    expect(ctx.reply).toHaveBeenCalledTimes(defects);
  },
);
