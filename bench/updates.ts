import { setImmediate } from 'node:timers/promises';
import { run } from '@grammyjs/runner';
import { Bot } from 'grammy';
import { compare, type Figure, rate } from './figure.ts';
import { startBot } from './support/bot.ts';
import { startThread } from './support/server-thread.ts';
import { token } from './support/token.ts';

const people = 500;
const rounds = 5;

/** Commands answered per second: the whole bot against a grammY bot with a single command. */
export async function updates(): Promise<Figure> {
  return await compare(
    {
      name: 'updates',
      what: 'commands answered, bot against bare grammY',
      unit: '/s',
      wanted: { least: 0.3 },
    },
    rounds,
    {
      bare: () =>
        withTelegram(async (root, talk) => {
          const bot = new Bot(token, { client: { apiRoot: root } });
          bot.command('help', (ctx) => ctx.reply('help'));
          const runner = run(bot);
          const measured = await talk();
          // The last answers have reached the server, but not returned to the bot yet.
          while (runner.size() > 0) await setImmediate();
          await runner.stop();
          return measured;
        }),
      ours: () =>
        withTelegram(async (root, talk) => {
          const bot = await startBot({ telegram: root });
          const measured = await talk();
          await bot.stop();
          return measured;
        }),
    },
  );
}

async function withTelegram(
  work: (root: string, talk: () => Promise<number>) => Promise<number>,
): Promise<number> {
  const telegram = await startThread('./telegram-server.ts');
  try {
    return await work(telegram.ready, async () => {
      const started = performance.now();
      await telegram.ask({ people, text: '/help start' });
      return rate(people, started);
    });
  } finally {
    await telegram.close();
  }
}
