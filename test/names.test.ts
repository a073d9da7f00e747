import { expect, test } from 'vitest';
import { sourcesIn } from './support/sources.ts';

const exported = /^export (?:async )?(?:function\*?|const|class|interface|type) (?<name>\w+)/gmu;

test('no exported name means two things', () => {
  const files = new Map<string, string[]>();
  for (const [path, source] of Object.entries(sourcesIn('src'))) {
    for (const { groups } of source.matchAll(exported)) {
      const name = groups?.name ?? '';
      files.set(name, [...(files.get(name) ?? []), path]);
    }
  }
  expect(files.get('createBot')).toEqual(['src/bot/bot.ts']);
  expect([...files].filter(([, paths]) => paths.length > 1)).toEqual([]);
});
