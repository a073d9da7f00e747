import type { BotCommand, BotCommandScope, MenuButton } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { isRecord } from '../objects.ts';
import type { Profile } from '../state/bot-profile.ts';
import { findChat } from './access.ts';
import type { Call, Method } from './method.ts';

/** Documented: at most 100 commands. */
const MAX_COMMANDS = 100;

const setMyCommands: Method = (call) => {
  const commands = call.params.json('commands');
  if (!Array.isArray(commands)) throw badRequest('expected an Array of BotCommand');
  if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  call.state.commands.set(readScope(call), readLanguage(call), commands.map(readCommand));
  call.state.events.emit('event', { kind: 'commands' });
  return true;
};

const getMyCommands: Method = (call) => call.state.commands.get(readScope(call), readLanguage(call)) ?? [];

const deleteMyCommands: Method = (call) => {
  call.state.commands.delete(readScope(call), readLanguage(call));
  call.state.events.emit('event', { kind: 'commands' });
  return true;
};

/** Documented: 1-32 lower-case letters, digits and underscores, and a description of 1-256 characters. */
function readCommand(value: unknown): BotCommand {
  if (!isRecord(value)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = String(value.command ?? '').replace(/^\//, '');
  const description = String(value.description ?? '');
  if (command === '') throw badRequest('command must be non-empty');
  if (command.length > 32) throw badRequest('command length must not exceed 32');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '') throw badRequest('command description must be non-empty');
  if (description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description };
}

function readScope({ state, params }: Call): BotCommandScope {
  const value = params.json('scope', 'BotCommandScope');
  if (value === undefined) return { type: 'default' };
  if (!isRecord(value)) throw badRequest('BotCommandScope must be an Object');
  const type = value.type;
  switch (type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return { type };
    case 'chat':
    case 'chat_administrators':
      return { type, chat_id: scopeChat(state, value.chat_id) };
    case 'chat_member':
      return { type, chat_id: scopeChat(state, value.chat_id), user_id: Number(value.user_id) };
    default:
      throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  }
}

function scopeChat(state: Call['state'], value: unknown): number {
  const record =
    typeof value === 'string' && value.startsWith('@') ? state.chats.byUsername(value.slice(1)) : undefined;
  const found = record ?? state.chats.get(Number(value));
  if (!found) throw badRequest('chat not found');
  return found.chat.id;
}

function readLanguage({ params }: Call): string {
  const language = params.text('language_code') ?? '';
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}

type TextPart = 'name' | 'description' | 'shortDescription';

/** The setter and getter of a profile text of at most `max` characters. */
function profileText(part: TextPart, parameter: string, max: number): { set: Method; get: Method } {
  const texts = (profile: Profile) => profile[part];
  return {
    set(call) {
      const text = call.params.text(parameter) ?? '';
      if (text.length > max) throw badRequest(`BOT_${parameter.toUpperCase()}_TOO_LONG`);
      if (text === '') texts(call.state.profile).delete(readLanguage(call));
      else texts(call.state.profile).set(readLanguage(call), text);
      return true;
    },
    get(call) {
      const all = texts(call.state.profile);
      return { [parameter]: all.get(readLanguage(call)) ?? all.get('') ?? '' };
    },
  };
}

const name = profileText('name', 'name', 64);
const description = profileText('description', 'description', 512);
const shortDescription = profileText('shortDescription', 'short_description', 120);

const setChatMenuButton: Method = ({ state, params }) => {
  const value = params.json('menu_button', 'menu button') ?? { type: 'default' };
  if (!isRecord(value)) throw badRequest('MenuButton must be an Object');
  const type = value.type;
  if (type !== 'commands' && type !== 'default') throw badRequest('MenuButton has unsupported type');
  const button: MenuButton = { type };
  if (params.text('chat_id') === undefined) state.profile.menuButton = button;
  else findChat(state, params).menuButton = button;
  return true;
};

const getChatMenuButton: Method = ({ state, params }) => {
  const own = params.text('chat_id') === undefined ? undefined : findChat(state, params).menuButton;
  return own ?? state.profile.menuButton;
};

/** The bot's profile: command menus, descriptions, the menu button. */
export const profileMethods = {
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: name.set,
  getMyName: name.get,
  setMyDescription: description.set,
  getMyDescription: description.get,
  setMyShortDescription: shortDescription.set,
  getMyShortDescription: shortDescription.get,
  setChatMenuButton,
  getChatMenuButton,
};
