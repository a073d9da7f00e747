import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('the files that the documents and the comments name are there', () => {
  const root = join(import.meta.dirname, '..');
  const sources = ['src', 'test', 'playground', 'bench'].flatMap((folder) =>
    Object.entries(sourcesIn(folder)),
  );
  const ends = new Set([...sources.map(([path]) => path), ...readdirSync(root)].flatMap(endsOf));
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) => one.isDirectory());
  // `alerts/poller`, in a document without its ending.
  const part = new RegExp(
    `(?<![\\w./-])(?:src/)?(?:${folders.map(({ name }) => name).join('|')})(?:/[a-z][a-z-]*)+(?![\\w*<{/.-])`,
    'gu',
  );
  const documents = [
    'CONTRIBUTING.md',
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const named = documents.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return [...matchesOf(text, withEnding), ...matchesOf(text, part)].map((name) => ({ in: path, name }));
  });
  for (const [path, source] of sources.filter(([path]) => path.startsWith('src/'))) {
    const comments = source.match(/\/\*\*.*?\*\/|^\s*\/\/.*$/gmsu) ?? [];
    for (const comment of comments)
      named.push(...matchesOf(comment, withEnding).map((name) => ({ in: path, name })));
  }
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ name }) => !ends.has(name.replace(/\.ts$/u, '')))).toEqual([]);
});

const withEnding = /(?<![\w*>}./-])[a-zA-Z][\w./-]*\.ts\b/gu;

function matchesOf(text: string, what: RegExp): string[] {
  return [...text.matchAll(what)].map(([found]) => found);
}

/** `a/b/c.ts` as it may be named: `a/b/c`, `b/c`, `c`; and its folders. */
function endsOf(path: string): string[] {
  const parts = path.replace(/\.ts$/u, '').split('/');
  const files = parts.map((_, at) => parts.slice(at).join('/'));
  const folders = parts.slice(0, -1).flatMap((_, at) => {
    const folder = parts.slice(0, at + 1);
    return [folder.join('/'), folder.slice(1).join('/')];
  });
  return [...files, ...folders];
}
