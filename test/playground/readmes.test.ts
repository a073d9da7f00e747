import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, 'playground', name), 'utf8');
/** The first block of code in this language. */
const block = (text: string, language: string) =>
  new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(text)?.[1] ?? '';

test.each(['telegram/README.md', 'bilibili/README.md'])(
  'the example of %s does what it says',
  async (name) => {
    const args = ['--input-type=module-typescript', '--eval', block(read(name), 'ts')];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(stdout).not.toBe('');
    expect(stdout).toBe(block(read(name), 'text'));
  },
);

test.each(['', 'telegram/', 'bilibili/', 'page/'])(
  'the README of playground/%s names only files that are there',
  (part) => {
    const text = read(`${part}README.md`);
    const named = [...text.matchAll(/\]\(([^)]+)\)|`(\w[\w./-]*(?:\.[jt]s|\/))`/g)].map(
      ([, link, path]) => link ?? path ?? '',
    );
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) {
      const places = [path, join('playground', part, path)].map((place) => join(root, place));
      expect(
        places.some((place) => existsSync(place)),
        path,
      ).toBe(true);
    }
  },
);
