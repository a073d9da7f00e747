import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The paths that a pattern finds in a folder of the repository, with slashes, installed packages aside. */
const found = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules'] }).map((path) => path.replaceAll('\\', '/'));

const pages = [
  ...found('*.md'),
  ...found('docs/*.md'),
  ...found('playground/**/README.md'),
  '.env.example',
  'Dockerfile',
  'docs/guanxi.service',
  ...found('compose*.yaml'),
];
const code = [...found('*.ts'), ...found('{src,test,playground,bench}/**/*.{ts,js}')];
const fileNames = new Set(
  code.map((path) =>
    path
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, ''),
  ),
);
const words = new Set(code.flatMap((path) => read(path).match(/\b\w+\b/g) ?? []));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** What matches in a text, each once; the part in brackets where the pattern has one. */
const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([whole, part]) => part ?? whole)),
];

/** What stands in backquotes in a line, each once; the blocks of code aside. */
const quoted = (text: string) => all(text.replace(/^```[\s\S]*?^```/gm, ''), /`([^`\n]+)`/g);

/** A path as pages write it, as a pattern: `<feature>` and `…` stand for any name. */
const asPattern = (path: string) => path.replace(/<\w+>|…/g, '*').replace(/\/$/, '');

/** How GitHub makes the anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

test('the pages are those that readers are led to', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'README.zh-CN.md', 'docs/operating.md', 'playground/qq/README.md']),
  );
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('names only files and folders that are there', () => {
    const paths = all(text, /(?:^|[\s`(])((?:src|test|playground|bench|docs)\/[\w./*<>{},…-]*[\w>}*/])/gm);
    const besides = quoted(text).filter((one) => /^[\w.-]+\/[\w./-]+\.(?:ts|js|md|yaml)$/.test(one));
    const missing = [...paths, ...besides].filter((path) =>
      [root, join(root, 'src'), join(root, dirname(page))].every(
        (folder) => globSync(asPattern(path), { cwd: folder }).length === 0,
      ),
    );
    expect(missing).toEqual([]);
  });

  test('names only code and scripts that are there', () => {
    const files = quoted(text).filter((one) => /^[\w.-]+\.ts$/.test(one));
    expect(files.filter((name) => !fileNames.has(name.replace(/\.ts$/, '')))).toEqual([]);
    const names = quoted(text).filter((one) => /^[A-Za-z]*[a-z][A-Z]\w*(?:\(.*\))?$/.test(one));
    expect(names.filter((name) => !words.has(name.replace(/\(.*/, '')))).toEqual([]);
    expect(all(text, /npm run ([\w:]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names in its diagrams only files and folders that are there', () => {
    const diagrams = all(text, /^```mermaid\n([\s\S]*?)^```/gm).join('\n');
    const names = all(diagrams, /(?<![\w-])([a-z]+(?:-[a-z]+)+)(?![\w-])/g).filter(
      (name) => name !== 'check-up',
    );
    expect(names.filter((name) => !fileNames.has(name))).toEqual([]);
  });

  test('leads only to headings and files that are there', () => {
    const links = all(text, /\]\(([^)\s]+)\)/g).filter((link) => !link.includes('://'));
    const broken = links.filter((link) => {
      const [path = '', heading] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (found(target).length === 0) return true;
      return (
        heading !== undefined &&
        !all(read(target), /^#+ (.+)$/gm)
          .map(anchor)
          .includes(heading)
      );
    });
    expect(broken).toEqual([]);
  });
});
