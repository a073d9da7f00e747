import { expect, it } from 'vitest';
import type { Command, CommandName } from '../../src/bot/feature.ts';
import zh from '../../src/bot/text/zh/commands.ts';
import { menuOrder } from '../../src/commands/menu-order.ts';

const command = (name: CommandName): Command => ({
  name,
  theme: 'other',
  inGroups: 'everyone',
  run: async () => undefined,
});
const names = Object.keys(zh.summaries) as CommandName[];

it('has a place for every command: before the last of all, a retired one', () => {
  const last = command('whisper');
  const hasPlace = (name: CommandName) => menuOrder([last, command(name)]).loggedIn.at(-1) === last;
  expect(hasPlace('unplaced' as CommandName)).toBe(false);
  expect(names.filter((name) => name !== last.name && !hasPlace(name))).toEqual([]);
});
