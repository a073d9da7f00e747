import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { tinyPng } from '../bot-api-client.ts';
import type { Library, Refusal } from './library.ts';

const keyboard = new InlineKeyboard().text('➕ more', 'more').url('page', 'https://example.org/');

export const grammy: Library = {
  name: 'grammY',
  start(root, token) {
    const bot = new Bot(token, { client: { apiRoot: root } });
    bot.command('start', (ctx) => ctx.reply('hello', { reply_markup: keyboard }));
    bot.callbackQuery('more', async (ctx) => {
      await ctx.answerCallbackQuery('here you are');
      await ctx.editMessageText('<b>more</b>', { parse_mode: 'HTML' });
    });
    bot.command('photo', (ctx) =>
      ctx.replyWithPhoto(new InputFile(tinyPng, 'dot.png'), { caption: 'a dot' }),
    );
    bot.command('album', (ctx) =>
      ctx.replyWithMediaGroup([
        { type: 'photo', media: new InputFile(tinyPng, 'one.png'), caption: 'one' },
        { type: 'photo', media: new InputFile(tinyPng, 'two.png'), caption: 'two' },
      ]),
    );
    bot.on('message:document', async (ctx) => {
      const { file_path } = await ctx.getFile();
      const response = await fetch(`${root}/file/bot${token}/${file_path}`);
      await ctx.reply(`got: ${await response.text()}`);
    });
    const ended = bot.start().then(() => undefined, refusalOf);
    return { ended, stop: () => bot.stop() };
  },
  refusal: (root, token, chat, text) =>
    new Bot(token, { client: { apiRoot: root } }).api.sendMessage(chat, text).then(unexpected, refusalOf),
};

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  return {
    code,
    description,
    ...(parameters.retry_after ? { retryAfter: parameters.retry_after } : {}),
    ...(parameters.migrate_to_chat_id ? { migrateTo: parameters.migrate_to_chat_id } : {}),
  };
}

function unexpected(): never {
  throw new Error('the message was sent');
}
