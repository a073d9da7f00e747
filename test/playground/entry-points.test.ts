import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf } from '../support/imports.ts';

const root = join(import.meta.dirname, '../..');
/** Every folder of the playground. */
const parts = readdirSync(join(root, 'playground'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `playground/${name}/`);

/**
 * What is wrong with the imports of and from the parts of the playground, one sentence each. A part is a folder that could
 * be a package: it knows nothing beside itself, and others know its index.ts alone. Its own tests may look inside.
 * @param files sources by path from the root of the repository
 */
function wrongImports(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, source]) =>
    importsOf(source).flatMap((wanted) => {
      if (!wanted?.startsWith('.')) return [];
      const target = posix.join(posix.dirname(path), wanted);
      const from = parts.find((part) => path.startsWith(part) || path.startsWith(`test/${part}`));
      const to = parts.find((part) => target.startsWith(part));
      if (from && path.startsWith(from) && to !== from)
        return [`${path} imports ${target}: a part knows itself alone`];
      if (to && to !== from && target !== `${to}index.ts`)
        return [`${path} imports ${target}: use ${to}index.ts`];
      return [];
    }),
  );
}

function sources(folder: string): [path: string, source: string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);
}

test('each part of the playground knows itself alone, and is known by its index.ts alone', () => {
  const files = Object.fromEntries(['src', 'playground', 'test', 'bench'].flatMap(sources));
  expect(parts).toContain('playground/telegram/');
  for (const part of parts) expect(Object.keys(files)).toContain(`${part}index.ts`);
  expect(wrongImports(files)).toEqual([]);
});

describe('what would be wrong is found', () => {
  test.each([
    [
      'a part that knows the bot',
      'playground/telegram/a/b.ts',
      '../../../src/clock.ts',
      'knows itself alone',
    ],
    ['parts that know each other', 'playground/page/index.ts', '../telegram/index.ts', 'knows itself alone'],
    ['a part that knows the top', 'playground/bilibili/a.ts', '../server.ts', 'knows itself alone'],
    [
      'a test that looks inside',
      'test/flows/a.test.ts',
      '../../playground/telegram/state/a.ts',
      'use playground',
    ],
    ['the top that looks inside', 'playground/server.ts', './bilibili/world/world.ts', 'use playground'],
    [
      'a test of another part',
      'test/playground/page/a.ts',
      '../../../playground/bilibili/a.ts',
      'use playground',
    ],
  ])('%s', (_, path, wanted, found) => {
    expect(wrongImports({ [path]: `import { a } from '${wanted}';` })).toEqual([
      expect.stringContaining(found),
    ]);
  });

  test('what is right is left alone', () => {
    const files = {
      'playground/telegram/http/app.ts':
        "import { a } from '../methods/index.ts';\nimport { Hono } from 'hono';",
      'playground/server.ts': "import { a } from './telegram/index.ts';",
      'playground/bot.ts': "import { start } from '../src/main.ts';",
      'test/flows/a.test.ts': "import { a } from '../../playground/bilibili/index.ts';",
      'test/playground/bilibili/a.test.ts': "import { a } from '../../../playground/bilibili/state/a.ts';",
    };
    expect(wrongImports(files)).toEqual([]);
  });
});
