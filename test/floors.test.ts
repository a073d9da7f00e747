import { describe, expect, test } from 'vitest';
import { violations } from './support/floors.ts';
import { sourcesIn } from './support/sources.ts';

test('the imports of the program only go down, and never in a circle', () => {
  const files = { ...sourcesIn('src'), ...sourcesIn('playground') };
  expect(Object.keys(files)).toContain('src/main.ts');
  expect(violations(files)).toEqual([]);
});

describe('what would be wrong is found', () => {
  test.each<[what: string, files: Record<string, string>, found: string]>([
    ['an import upwards', { 'src/api/a.ts': "import { b } from '../bot/b.ts';" }, 'upwards'],
    ['one of types alone', { 'src/log.ts': "import type { B } from './api/b.ts';" }, 'upwards'],
    [
      'one over several lines',
      { 'src/bot/a.ts': "import {\n  b,\n  c,\n} from '../commands/b.ts';" },
      'upwards',
    ],
    ['one that is passed on', { 'src/jobs/a.ts': "export * from '../bot/b.ts';" }, 'upwards'],
    ['one for its effect', { 'src/bot/a.ts': "import '../main.ts';" }, 'upwards'],
    ['one while running', { 'src/bot/a.ts': "const b = await import('../commands/b.ts');" }, 'upwards'],
    ['one with double quotes', { 'src/bot/a.ts': 'import { b } from "../commands/b.ts";' }, 'upwards'],
    [
      'one after a comment that opens another',
      { 'src/api/a.ts': "const a = '/*';\nimport { b } from '../bot/b.ts'; /* */" },
      'upwards',
    ],
    ['a computed one', { 'src/bot/a.ts': 'await import(name);' }, 'cannot be told'],
    ['one with a gap', { 'src/bot/a.ts': 'await import(`../$' + '{name}.ts`);' }, 'cannot be told'],
    [
      'storage that knows the api',
      { 'src/storage/a.ts': "import { b } from '../api/b.ts';" },
      'do not know each other',
    ],
    [
      'an api that knows storage',
      { 'src/api/a.ts': "import { b } from '../storage/b.ts';" },
      'do not know each other',
    ],
    ['grammY in the api', { 'src/api/a.ts': "import { Bot } from 'grammy';" }, 'only src/bot/'],
    [
      'grammY plugins in storage',
      { 'src/storage/a.ts': "import type { X } from '@grammyjs/conversations';" },
      'only src/bot/',
    ],
    ['grammY in the alerts', { 'src/alerts/a.ts': "import { X } from 'grammy/types';" }, 'only src/bot/'],
    ['Keyv in a command', { 'src/commands/a.ts': "import { Keyv } from 'keyv';" }, 'only src/storage/'],
    [
      'its adapter in the bot',
      { 'src/bot/a.ts': "import { KeyvSqlite } from '@keyv/sqlite';" },
      'only src/storage/',
    ],
    ['undici in a command', { 'src/commands/a.ts': "import { fetch } from 'undici';" }, 'only src/api/'],
    [
      'a program that knows the playground',
      { 'src/main.ts': "import { x } from '../playground/main.ts';" },
      'outside src',
    ],
    [
      'the environment read in the bot',
      { 'src/bot/a.ts': 'const token = process.env.BOT_TOKEN;' },
      'reads the environment',
    ],
    ['the same in brackets', { 'src/bot/a.ts': "const env = process['env'];" }, 'reads the environment'],
    ['the same taken apart', { 'src/bot/a.ts': 'const { env } = process;' }, 'reads the environment'],
    ['the same imported', { 'src/bot/a.ts': "import { env } from 'node:process';" }, 'reads the environment'],
    ['a place that has no floor', { 'src/utils/a.ts': '' }, 'on no floor'],
    [
      'a file that imports itself',
      { 'src/bot/a.ts': "import { a } from './a.ts';" },
      'src/bot/a.ts -> src/bot/a.ts',
    ],
    [
      'a circle of three',
      {
        'src/bot/a.ts': "import { b } from './b.ts';",
        'src/bot/b.ts': "import { c } from './c.ts';",
        'src/bot/c.ts': "import { a } from './a.ts';",
      },
      'src/bot/a.ts -> src/bot/b.ts -> src/bot/c.ts -> src/bot/a.ts',
    ],
    [
      'a circle of folders that none of their files is in',
      {
        'src/accounts/a.ts': "import { b } from '../jobs/b.ts';",
        'src/jobs/c.ts': "import { d } from '../accounts/d.ts';",
      },
      'src/accounts/ -> src/jobs/ -> src/accounts/',
    ],
  ])('%s', (_, files, found) => {
    expect(violations(files)).toEqual([expect.stringContaining(found)]);
  });
});

test('what is right is left alone', () => {
  const files = {
    'src/clock.ts': 'export const now = 1;',
    'src/config.ts': "import { x } from './config/fields.ts';",
    'src/api/index.ts':
      "/** As in\n import { x } from '../bot/x.ts'; */\nimport { fetch } from 'undici';\nexport { a } from './a.ts';",
    'src/api/a.ts': "// import { x } from '../bot/x.ts';\nimport { now } from '../clock.ts';",
    'src/storage/kv.ts': "import { Keyv } from 'keyv';\nexport const path = '/client/*';",
    'src/jobs/run-job.ts': "import type { a } from '../api/index.ts';\nimport { k } from '../storage/kv.ts';",
    'src/accounts/look.ts': "import { run } from '../alerts/run.ts';",
    'src/bot/bot.ts':
      "import { Bot } from 'grammy';\nimport { run } from '../jobs/run.ts';\nprocess.on('exit', run);",
    'src/commands/who.ts': "import { bot } from '../bot/bot.ts';\nconst text = 'important (from Bilibili)';",
    'src/main.ts': "import { who } from './commands/who.ts';\nconst env = process.env;",
    'playground/main.ts': "import { start } from '../src/main.ts';\nimport { t } from './telegram/a.ts';",
  };
  expect(violations(files)).toEqual([]);
});
