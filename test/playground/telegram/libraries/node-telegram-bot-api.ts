import { Api, Bot, InlineKeyboardBuilder, InputFile, TelegramApiError } from 'node-telegram-bot-api';
import { tinyPng } from '../bot-api-client.ts';
import type { Library, Refusal } from './library.ts';

const keyboard = new InlineKeyboardBuilder()
  .text('➕ more', 'more')
  .url('page', 'https://example.org/')
  .build();

export const nodeTelegramBotApi: Library = {
  name: 'node-telegram-bot-api',
  start(root, token) {
    const bot = new Bot(token, { apiRoot: root, maxRetries: 0 });
    const dot = (filename: string) => new InputFile(tinyPng, { filename, contentType: 'image/png' });
    bot.command('start', (ctx) => ctx.reply('hello', { reply_markup: keyboard }));
    bot.on('callback_query', async (ctx) => {
      const { message } = ctx.callbackQuery ?? {};
      await ctx.answerCallbackQuery({ text: 'here you are' });
      if (!message) return;
      await ctx.api.editMessageText({
        chat_id: message.chat.id,
        message_id: message.message_id,
        text: '<b>more</b>',
        parse_mode: 'HTML',
      });
    });
    bot.command('photo', (ctx) =>
      ctx.api.sendPhoto({ chat_id: ctx.chatId ?? 0, photo: dot('dot.png'), caption: 'a dot' }),
    );
    bot.command('album', (ctx) =>
      ctx.api.sendMediaGroup({
        chat_id: ctx.chatId ?? 0,
        media: [
          { type: 'photo', media: dot('one.png'), caption: 'one' },
          { type: 'photo', media: dot('two.png'), caption: 'two' },
        ],
      }),
    );
    bot.on('message', async (ctx) => {
      const { file_path } = await ctx.api.getFile({ file_id: ctx.message?.document?.file_id ?? '' });
      const response = await fetch(`${root}/file/bot${token}/${file_path}`);
      await ctx.reply(`got: ${await response.text()}`);
    });
    const ended = bot.startPolling().then(() => undefined, refusalOf);
    return {
      ended,
      async stop() {
        bot.stop();
        await ended;
      },
    };
  },
  refusal: (root, token, chat, text) =>
    new Api(token, { apiRoot: root, maxRetries: 0 })
      .sendMessage({ chat_id: chat, text })
      .then(unexpected, refusalOf),
};

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof TelegramApiError)) throw error;
  const { errorCode: code, description, retryAfter, migrateToChatId: migrateTo } = error;
  return { code, description, ...(retryAfter ? { retryAfter } : {}), ...(migrateTo ? { migrateTo } : {}) };
}

function unexpected(): never {
  throw new Error('the message was sent');
}
