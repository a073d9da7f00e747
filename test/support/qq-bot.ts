import {
  type Conversation,
  type ConversationFlavor,
  conversations,
  createConversation,
} from '@grammyjs/conversations';
import { Bot, type Context, InlineKeyboard, InputFile, InputMediaBuilder } from 'grammy';
import type { Gateway } from '../../src/qq/gateway.ts';

type Ctx = ConversationFlavor<Context>;

/** A small bot written for Telegram, and what it did. */
export interface SmallBot {
  bot: Bot<Ctx>;
  /** Its actions, in words. */
  deeds: string[];
  /** Lets the background work of `/later` send its result. */
  release(): void;
  /** Whether it is waiting for text from this person. */
  asking(chat: number, user: number): boolean;
}

/** The people in its list. */
const people = Array.from({ length: 20 }, (_, index) => `Person ${index + 1}`);
const perPage = 8;

/** A bot with commands, a two-step conversation, a list paged by edits, an image, and documents. */
export function createSmallBot({ fetch, botInfo }: Gateway): SmallBot {
  const bot = new Bot<Ctx>('1:token', {
    botInfo,
    client: { fetch: fetch as never, timeoutSeconds: 3600 },
  });
  const deeds: string[] = [];
  const later = Promise.withResolvers<void>();
  const open = new Set<string>();
  const keyOf = (ctx: Context) => `${ctx.chat?.id}:${ctx.from?.id}`;

  async function follow(conversation: Conversation<Ctx>, ctx: Context): Promise<void> {
    await ctx.reply('Whom? Send a UID.');
    await conversation.external((outside) => void open.add(keyOf(outside)));
    const { message } = await conversation.waitFor('message:text', { next: true });
    await conversation.external((outside) => void open.delete(keyOf(outside)));
    await ctx.reply(`Follow ${message.text}?`, {
      reply_markup: new InlineKeyboard().text('确认', 'yes').text('取消', 'no'),
    });
    const pressed = await conversation.waitForCallbackQuery(['yes', 'no'], { next: true });
    await pressed.answerCallbackQuery();
    if (pressed.match === 'no') return void (await pressed.editMessageText('Left.'));
    await conversation.external(() => void deeds.push(`follow ${message.text}`));
    await pressed.editMessageText(`Followed ${message.text}.`, {
      reply_markup: new InlineKeyboard().text('撤销', 'undo'),
    });
  }

  bot.use(conversations<Ctx, Context>());
  bot.use(createConversation<Ctx, Context>(follow as never, 'follow'));
  bot.command('follow', (ctx) => ctx.conversation.enter('follow'));
  bot.command('start', (ctx) => ctx.reply('Hello.'));
  bot.command('cancel', (ctx) => ctx.reply('Nothing is going on.'));
  bot.command('list', (ctx) => ctx.reply(title(1), { reply_markup: page(1) }));
  bot.command('later', async (ctx) => {
    await ctx.reply(title(1), { reply_markup: page(1) });
    later.promise
      .then(() => ctx.reply('Found.', { reply_markup: new InlineKeyboard().text('1. Fan', 'do:block') }))
      .catch((error: unknown) => deeds.push(`failed: ${error}`));
  });
  bot.command('picture', async (ctx) => {
    const sent = await ctx.replyWithPhoto(new InputFile(Buffer.from('png'), 'qr.png'), {
      caption: 'Scan this.',
      reply_markup: new InlineKeyboard().text('done', 'remove:x'),
    });
    deeds.push(`picture ${sent.photo.length}`);
  });
  bot.command('files', (ctx) =>
    ctx.replyWithMediaGroup(
      ['fans.csv', 'groups.json'].map((name) =>
        InputMediaBuilder.document(new InputFile(Buffer.from(name), name)),
      ),
    ),
  );
  bot.callbackQuery(/^page:(\d+)$/u, async (ctx) => {
    const number = Number(ctx.match[1]);
    await ctx.answerCallbackQuery();
    await ctx.editMessageText(title(number), { reply_markup: page(number) });
  });
  bot.callbackQuery(/^row:(\d+)$/u, async (ctx) => {
    deeds.push(`open ${ctx.match[1]}`);
    await ctx.answerCallbackQuery({ text: `This is ${ctx.match[1]}.` });
  });
  bot.callbackQuery('remove:x', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'Removed.' });
    await ctx.deleteMessage();
  });
  bot.callbackQuery(/^do:(.+)$/u, async (ctx) => {
    deeds.push(`${ctx.match[1]}`);
    await ctx.answerCallbackQuery();
    await ctx.reply(`Done: ${ctx.match[1]}`);
  });
  bot.on('message:document', async (ctx) => {
    const { file_path: path } = await ctx.getFile();
    const answer = await fetch(`https://api.telegram.org/file/bot1:token/${path}`);
    deeds.push(`read ${ctx.message.document.file_name}: ${await answer.text()}`);
    await ctx.replyWithDocument(new InputFile(Buffer.from('ok'), '结果.txt'), { caption: 'Read.' });
  });
  bot.on('message:text', (ctx) => void deeds.push(`heard ${ctx.message.text}${quoted(ctx)}`));
  return { bot, deeds, release: later.resolve, asking: (chat, user) => open.has(`${chat}:${user}`) };
}

function quoted({ message }: Context): string {
  const reply = message?.reply_to_message;
  return reply === undefined ? '' : ` to "${reply.text ?? reply.caption ?? ''}"`;
}

function title(number: number): string {
  const rows = people.slice((number - 1) * perPage, number * perPage);
  return ['List', ...rows.map((name, index) => `${(number - 1) * perPage + index + 1}. ${name}`)].join('\n');
}

function page(number: number): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const [index, name] of people.slice((number - 1) * perPage, number * perPage).entries()) {
    const place = (number - 1) * perPage + index + 1;
    keyboard.text(`${place}. ${name}`, `row:${place}`).row();
  }
  if (number > 1) keyboard.text('‹', `page:${number - 1}`);
  if (number * perPage < people.length) keyboard.text('›', `page:${number + 1}`);
  return keyboard.row().text('刷新', `page:${number}`);
}
