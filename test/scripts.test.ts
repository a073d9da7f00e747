import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What only a shell of Unix understands: builtins, variables, paths, quotes, and commands that Windows has not. */
const unix =
  /\b(?:exec|export|source|sh|bash|rm|cp|mv|mkdir|cat|sed|grep|kill|sleep|trap|test)\b(?!:)|[$'`;|]|(?:^|&&\s*)\.\/|(?:^|\s)\w+=|(?<!&)&(?!&)/u;

test.each(Object.entries(scripts))('the script %s runs in the shells of Unix and of Windows', (_, script) => {
  expect(script.replace(/\bvitest run\b|\bnpm test\b/gu, '')).not.toMatch(unix);
});

test.each([
  'exec node a.ts',
  'PORT=1 node a.ts',
  './a.sh',
  'node a.ts & wait',
  'rm -rf x',
  'node $HOME/a.ts',
])('%j would be found', (script) => {
  expect(script).toMatch(unix);
});
