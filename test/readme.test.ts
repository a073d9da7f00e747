import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import commands from '../src/bot/text/zh/commands.ts';
import { languages } from '../src/config/languages.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const names = ['README.md', 'README.zh-CN.md'] as const;

/** What matches in a text, each once, in order. */
const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([whole, part]) => part ?? whole)),
];

describe.each(names)('%s', (name) => {
  test('leads only to files that are there', () => {
    const links = all(read(name), /(?:\]\(|src=")([^)"#]+)/g).filter((link) => !link.includes('://'));
    expect(links.filter((link) => !existsSync(new URL(`../${link}`, import.meta.url)))).toEqual([]);
    expect(links.filter((link) => link.endsWith('.png'))).toHaveLength(4);
  });

  test('has every command in its table', () => {
    const rows = read(name).match(/^\| `\/.*$/gm) ?? [];
    expect(all(rows.join('\n'), /`\/?([a-z]+)\b/g)).toEqual(
      expect.arrayContaining(Object.keys(commands.summaries)),
    );
  });

  test('names the settings that .env.example has', () => {
    const settings = all(read('.env.example'), /^#?([A-Z][A-Z_]+)=/gm).sort();
    const named = all(read(name), /`([A-Z]+(?:_[A-Z]+)+|ADMINS|ROLE|EGRESS|LANGUAGE|TIMEZONE)`/g).sort();
    expect(named).toEqual(settings);
  });
});

test.each([...names, '.env.example'])('%s names the languages that the bot speaks', (name) => {
  const line = read(name)
    .split('\n')
    .find((one) => one.startsWith(name === '.env.example' ? '# What chats speak' : '| `LANGUAGE`'));
  const offered = all(line ?? '', /\b([a-z]{2})\b/g);
  expect(offered).toEqual(expect.arrayContaining([...languages]));
});

test('the two READMEs have the same sections, commands, settings, tools and programs', () => {
  const [english, chinese] = names.map((name) => {
    const text = read(name);
    return {
      sections: text.match(/^#+ /gm),
      rows: text.match(/^\|/gm)?.length,
      code: all(text, /^```sh\n[^`]*```/gm),
      commands: all(text, /`(\/[a-z]+)\b/g),
      elsewhere: all(text, /https:\/\/[\w./-]+/g),
      questions: text.match(/^\*\*.+[?？]\*\*/gm)?.length,
    };
  });
  expect(chinese).toEqual(english);
});
