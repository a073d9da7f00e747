import type { BotCommand } from 'grammy/types';
import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

const command = (name: string): BotCommand[] => [{ command: name, description: 'x' }];

test('a person sees the narrowest menu of commands, in their language', async () => {
  const { telegram, call } = await useTelegram();
  const alice = telegram.user({ firstName: 'Alice', languageCode: 'en-gb' });
  const bob = telegram.user({ firstName: 'Bob', languageCode: 'zh-hans' });
  telegram.privateChat(alice);
  telegram.privateChat(bob);
  const group = telegram.group({ title: 'fans', members: [alice, bob] });
  const set = (name: string, scope?: object, language_code?: string) =>
    call('setMyCommands', {
      commands: command(name),
      ...(scope ? { scope } : {}),
      ...(language_code ? { language_code } : {}),
    });
  const menus = () =>
    [
      telegram.menu(alice, alice.id),
      telegram.menu(bob, bob.id),
      telegram.menu(alice, group),
      telegram.menu(bob, group),
    ].map(([first]) => first?.command);

  expect(menus()).toEqual([undefined, undefined, undefined, undefined]);
  await set('any');
  await set('any_zh', undefined, 'zh');
  expect(menus()).toEqual(['any', 'any_zh', 'any', 'any_zh']);
  await set('private', { type: 'all_private_chats' });
  expect(menus()).toEqual(['private', 'private', 'any', 'any_zh']);
  await set('groups', { type: 'all_group_chats' });
  await set('admins', { type: 'all_chat_administrators' });
  expect(menus()).toEqual(['private', 'private', 'admins', 'groups']);
  await set('alice', { type: 'chat', chat_id: alice.id });
  await set('bob', { type: 'chat_member', chat_id: group.id, user_id: bob.id });
  expect(menus()).toEqual(['alice', 'private', 'admins', 'bob']);
  await call('deleteMyCommands', { scope: { type: 'chat', chat_id: alice.id } });
  expect(menus()).toEqual(['private', 'private', 'admins', 'bob']);
});

test('getMyCommands gives back exactly what was set', async () => {
  const { call } = await useTelegram();
  await call('setMyCommands', { commands: [{ command: '/who', description: 'look' }], language_code: 'en' });
  expect((await call('getMyCommands')).result).toEqual([]);
  expect((await call('getMyCommands', { language_code: 'en' })).result).toEqual([
    { command: 'who', description: 'look' },
  ]);
});

const refusals: [what: string, params: Record<string, unknown>, description: string][] = [
  ['capitals', { commands: command('Who') }, 'BOT_COMMAND_INVALID'],
  ['33 letters', { commands: command('x'.repeat(33)) }, 'command length must not exceed 32'],
  [
    'no description',
    { commands: [{ command: 'who', description: '' }] },
    'command description must be non-empty',
  ],
  ['101 commands', { commands: Array(101).fill(command('x')[0]) }, 'BOT_COMMANDS_TOO_MUCH'],
  [
    'a long language',
    { commands: command('x'), language_code: 'zh-hans' },
    'invalid language code specified',
  ],
  [
    'an unknown scope',
    { commands: command('x'), scope: { type: 'all' } },
    "can't parse BotCommandScope: Unsupported type specified",
  ],
  ['an unknown chat', { commands: command('x'), scope: { type: 'chat', chat_id: 12 } }, 'chat not found'],
];

test.each(refusals)('a menu with %s is refused', async (_, params, description) => {
  const { call } = await useTelegram();
  expect(await call('setMyCommands', params)).toMatchObject({
    ok: false,
    description: `Bad Request: ${description}`,
  });
});

test.each([
  ['Description', 'description', 512],
  ['ShortDescription', 'short_description', 120],
  ['Name', 'name', 64],
])('setMy%s is kept by language, up to its length', async (name, field, max) => {
  const { call } = await useTelegram();
  const read = async (language_code?: string) =>
    (await call(`getMy${name}`, language_code ? { language_code } : {})).result as Record<string, string>;
  await call(`setMy${name}`, { [field]: 'for all' });
  await call(`setMy${name}`, { [field]: '关系', language_code: 'zh' });
  expect([await read(), await read('zh'), await read('en')]).toEqual([
    { [field]: 'for all' },
    { [field]: '关系' },
    { [field]: 'for all' },
  ]);
  await call(`setMy${name}`, { [field]: '', language_code: 'zh' });
  expect(await read('zh')).toEqual({ [field]: 'for all' });
  expect(await call(`setMy${name}`, { [field]: 'x'.repeat(max + 1) })).toMatchObject({ ok: false });
});

test('a chat can have a menu button of its own', async () => {
  const { telegram, call } = await useTelegram();
  const { id: chat_id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  await call('setChatMenuButton', { chat_id, menu_button: { type: 'default' } });
  expect((await call('getChatMenuButton', { chat_id })).result).toEqual({ type: 'default' });
  expect((await call('getChatMenuButton')).result).toEqual({ type: 'commands' });
});
