import { Markup, Telegraf, TelegramError } from 'telegraf';
import { message } from 'telegraf/filters';
import { tinyPng } from '../bot-api-client.ts';
import type { Library, Refusal } from './library.ts';

const keyboard = Markup.inlineKeyboard([
  Markup.button.callback('➕ more', 'more'),
  Markup.button.url('page', 'https://example.org/'),
]);

export const telegraf: Library = {
  name: 'telegraf',
  start(root, token) {
    const bot = new Telegraf(token, { telegram: { apiRoot: root } });
    bot.start((ctx) => ctx.reply('hello', keyboard));
    bot.action('more', async (ctx) => {
      await ctx.answerCbQuery('here you are');
      await ctx.editMessageText('<b>more</b>', { parse_mode: 'HTML' });
    });
    bot.command('photo', (ctx) =>
      ctx.replyWithPhoto({ source: tinyPng, filename: 'dot.png' }, { caption: 'a dot' }),
    );
    bot.command('album', (ctx) =>
      ctx.replyWithMediaGroup([
        { type: 'photo', media: { source: tinyPng }, caption: 'one' },
        { type: 'photo', media: { source: tinyPng }, caption: 'two' },
      ]),
    );
    bot.on(message('document'), async (ctx) => {
      const response = await fetch(await ctx.telegram.getFileLink(ctx.message.document.file_id));
      await ctx.reply(`got: ${await response.text()}`);
    });
    const ended = bot.launch().then(() => undefined, refusalOf);
    return {
      ended,
      async stop() {
        // After a conflict the bot has stopped by itself, and says so.
        if (!(await Promise.race([ended, undefined]))) bot.stop();
        await ended;
      },
    };
  },
  refusal: (root, token, chat, text) =>
    new Telegraf(token, { telegram: { apiRoot: root } }).telegram
      .sendMessage(chat, text)
      .then(unexpected, refusalOf),
};

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof TelegramError)) throw error;
  const { code, description, parameters } = error;
  return {
    code,
    description,
    ...(parameters?.retry_after ? { retryAfter: parameters.retry_after } : {}),
    ...(parameters?.migrate_to_chat_id ? { migrateTo: parameters.migrate_to_chat_id } : {}),
  };
}

function unexpected(): never {
  throw new Error('the message was sent');
}
