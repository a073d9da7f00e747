import { describe, expect, onTestFinished, test } from 'vitest';
import { type Telegram, tooManyRequests } from '../../../playground/telegram/index.ts';
import { useTelegram } from './bot-api-client.ts';
import { grammy } from './libraries/grammy.ts';
import type { Library } from './libraries/library.ts';
import { nodeTelegramBotApi } from './libraries/node-telegram-bot-api.ts';
import { telegraf } from './libraries/telegraf.ts';

function startBot(library: Library, { telegram, root }: { telegram: Telegram; root: string }) {
  const bot = library.start(root, telegram.token);
  onTestFinished(() => bot.stop());
  return bot;
}

describe.each([grammy, telegraf, nodeTelegramBotApi])('a bot written with $name', (library) => {
  test('answers a command with a keyboard, and a press with a toast and an edit', async () => {
    const { telegram, root } = await useTelegram();
    startBot(library, { telegram, root });
    const alice = telegram.actor({ firstName: 'Alice', languageCode: 'en' });

    await alice.send('/start');
    const greeting = await alice.see('hello');
    expect(greeting.reply_markup?.inline_keyboard).toEqual([
      [
        { text: '➕ more', callback_data: 'more' },
        { text: 'page', url: 'https://example.org/' },
      ],
    ]);
    expect(await alice.press('more')).toEqual({ text: 'here you are', showAlert: false });
    const edited = await alice.see('more');
    expect(edited.message_id).toBe(greeting.message_id);
    expect(edited.entities).toEqual([{ type: 'bold', offset: 0, length: 4 }]);
    expect(edited.reply_markup).toBeUndefined();
    expect(telegram.unknownMethods).toEqual([]);
    expect(telegram.oddities).toEqual([]);
  });

  test('uploads a picture and an album', async () => {
    const { telegram, root } = await useTelegram();
    startBot(library, { telegram, root });
    const alice = telegram.actor({ firstName: 'Alice' });

    await alice.send('/photo');
    expect((await alice.see('a dot')).photo?.at(-1)).toMatchObject({ width: 1, height: 1 });
    await alice.send('/album');
    const one = await alice.see('one');
    const two = await alice.see('two');
    expect(two.media_group_id).toBe(one.media_group_id);
    expect(telegram.oddities).toEqual([]);
  });

  test('downloads a document', async () => {
    const { telegram, root } = await useTelegram();
    startBot(library, { telegram, root });
    const alice = telegram.actor({ firstName: 'Alice' });
    await alice.send('', { document: { name: 'mids.txt', content: '100001\n100002' } });
    await alice.see('got: 100001\n100002');
  });

  test('hears of refusals in the words of Telegram', async () => {
    const { telegram, root } = await useTelegram();
    const alice = telegram.user({ firstName: 'Alice' });
    const { id } = telegram.privateChat(alice);
    const refusal = (chat: number, text = 'hi', token = telegram.token) =>
      library.refusal(root, token, chat, text);

    expect(await refusal(id, 'hi', '1:wrong')).toEqual({ code: 401, description: 'Unauthorized' });
    expect(await refusal(12)).toEqual({ code: 400, description: 'Bad Request: chat not found' });
    telegram.faults.failNext('sendMessage', tooManyRequests(7));
    expect(await refusal(id)).toEqual({
      code: 429,
      description: 'Too Many Requests: retry after 7',
      retryAfter: 7,
    });
    telegram.block(alice);
    expect(await refusal(id)).toEqual({ code: 403, description: 'Forbidden: bot was blocked by the user' });

    const group = telegram.group({ title: 'fans', members: [alice] });
    const { id: migrateTo } = telegram.migrate(group);
    expect(await refusal(group.id)).toEqual({
      code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      migrateTo,
    });
  });

  test('is ended with 409 when another one polls', async () => {
    const { telegram, root } = await useTelegram();
    const first = startBot(library, { telegram, root });
    await telegram.polled();
    startBot(library, { telegram, root });
    expect(await first.ended).toEqual({
      code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    const alice = telegram.actor({ firstName: 'Alice' });
    await alice.send('/start');
    await alice.see('hello');
  });
});
