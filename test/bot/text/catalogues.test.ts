import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/bot/text/edit-distance.ts';
import { catalogues, languageFor } from '../../../src/bot/text/index.ts';
import { languages } from '../../../src/config/languages.ts';

type Leaf = { path: string; value: unknown };

function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node !== 'object' || node === null) return [{ path, value: node }];
  return Object.entries(node).flatMap(([name, value]) => leaves(value, `${path}.${name}`));
}

describe('the catalogues', () => {
  const zh = leaves(catalogues.zh);
  const en = leaves(catalogues.en);
  const everything = Object.values(catalogues).flatMap((texts) => leaves(texts));

  it.each(languages)('say the same things in every language, with as many blanks to fill: %s', (language) => {
    const shape = (all: Leaf[]) =>
      all
        .map(
          ({ path, value }) => `${path} ${typeof value} ${typeof value === 'function' ? value.length : ''}`,
        )
        .sort();
    expect(shape(leaves(catalogues[language]))).toEqual(shape(zh));
  });

  it('say by different names which language they are in', () => {
    const names = languages.map((language) => catalogues[language].settings.ownName);
    expect(new Set(names).size).toBe(languages.length);
  });

  it('leave nothing empty', () => {
    for (const { path, value } of everything) expect(value, path).not.toBe('');
  });

  it('speak English in English', () => {
    for (const { path, value } of en) {
      const said = typeof value === 'function' ? value('x', 'y', 'z') : value;
      expect(said, path).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('speak of no buttons, which are answered by words where a platform has none', () => {
    // In a browser there is something to press.
    const inBrowser = /press F12|click any request|按 F12|点任意一个/gu;
    for (const { path, value } of everything) {
      const said = String(typeof value === 'function' ? value('x', 'y', 'z') : value).replace(inBrowser, '');
      expect(said, path).not.toMatch(
        /\b(?:buttons?|tap|press|click)\b|按[钮下]|点(?:下|开|一[下项行]|[“分页名])/iu,
      );
    }
  });

  it('write Chinese with full-width marks, and all with curly quotes', () => {
    for (const { path, value } of everything) {
      const said = typeof value === 'function' ? value('x', 'y', 'z') : value;
      expect(said, path).not.toMatch(/\p{Script=Han} ?[:;,!?()]|[:;,!?()] ?\p{Script=Han}/u);
      expect(said, path).not.toContain('"');
    }
  });

  it('know in English one from several', () => {
    for (const { path, value } of en) {
      const said = typeof value === 'function' ? value('1', '1', '1') : value;
      expect(said, path).not.toMatch(/\b1 (?:new |more )?(?:fans|people|members|seconds)\b/u);
    }
  });

  it('fit where Telegram shows them: a toast takes 200 characters, a button about 64', () => {
    for (const { replies, card, groupBinding } of Object.values(catalogues)) {
      for (const toast of [
        replies.oldPanel,
        replies.notYours,
        card.undoTooLate,
        replies.notAllowed('qq:E4F5A0B1C2D3E4F5A0B1C2D3E4F5A0B1', 'QQ'),
        groupBinding.ownerOnly('x'.repeat(40)),
      ]) {
        expect(toast.length).toBeLessThanOrEqual(200);
      }
      for (const label of Object.values(card.buttons)) expect(label.length).toBeLessThanOrEqual(64);
    }
  });
});

it.each([
  ['en', 'zh-hans', 'zh', 'en'],
  [undefined, 'zh-hans', 'en', 'zh'],
  [undefined, 'en-GB', 'zh', 'en'],
  [undefined, 'de', 'zh', 'en'],
  [undefined, undefined, 'zh', 'zh'],
] as const)(
  "a chat's language: own %s, reader's %s, configured %s -> %s",
  (own, code, configured, language) => {
    expect(languageFor(own, code, configured)).toBe(language);
  },
);

it.each([
  ['folow', 'follow', 1],
  ['unfolow', 'unfollow', 1],
  ['hwo', 'who', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('from %s to %s it is %i letters', (from, to, far) => {
  expect(editDistance(from, to)).toBe(far);
});
