import { describe, expect, it } from 'vitest';
import { type Group, type Person, specialGroup } from '../../../src/api/index.ts';
import { visible } from '../../../src/bot/text/displayable-text.ts';
import { toExportFiles } from '../../../src/commands/transfer/export-files.ts';
import { toExportDocument } from '../../../src/commands/transfer/export-json-document.ts';
import { type ListedPerson, readPeopleFile } from '../../../src/people/import/read-people.ts';
import type { PeopleList } from '../../../src/people/read-lists-for-export.ts';
import { finish } from '../../../src/text/interruptible-work.ts';
import fc from '../../support/fast-check.ts';

/** Texts that are hard on tables: separators, quotes, formulas, line ends, marks. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 16 }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      '\\',
      '\t',
      '\r',
      '\n',
      '\u202e',
      ' ',
      'a',
      '猫',
    ),
    maxLength: 12,
  }),
);

const groups: fc.Arbitrary<Group[]> = fc.uniqueArray(
  fc.record({ tagid: fc.integer({ min: 1, max: 2 ** 31 }), name: nasty, count: fc.nat() }),
  { selector: ({ tagid }) => tagid, maxLength: 5 },
);

function people(tagids: readonly number[]): fc.Arbitrary<Person[]> {
  const tag = fc.subarray([specialGroup, ...tagids]);
  const one = fc
    .record({ mid: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), uname: nasty, sign: nasty, tag })
    .map((row) => ({
      ...row,
      face: '',
      official_verify: { type: -1, desc: '' },
      vip: undefined,
      contract_info: undefined,
      live: undefined,
      relation: 'following' as const,
      mtime: 1_700_000_000,
      special: row.tag.includes(specialGroup),
    }));
  return fc.uniqueArray(one, { selector: ({ mid }) => mid, maxLength: 8 });
}

const account = groups.chain((all) =>
  fc.record({ all: fc.constant(all), following: people(all.map(({ tagid }) => tagid)) }),
);

function filesOf(groups: Group[], people: Person[], list: PeopleList = 'following'): Map<string, Buffer> {
  // What is noted may look like anything, and be there of some only.
  const noted = people.filter(({ uname }) => uname.length % 2 === 1);
  const notes = new Map(noted.map(({ mid, uname, sign }) => [mid, visible(`${sign}${uname}`) || '100009']));
  const document = finish(
    toExportDocument(
      { groups, people: { [list]: { people, total: people.length } }, failed: {} },
      { account: { mid: 7, name: '我' }, madeAt: 0, timezone: 'Asia/Shanghai', incomplete: [], notes },
    ),
  );
  return new Map(finish(toExportFiles(document, '2026-11-21')).map(({ name, bytes }) => [name, bytes]));
}

const fileOf = (files: Map<string, Buffer>, name: string) => files.get(name) ?? Buffer.alloc(0);

/** The same people as the account has them, with names as a reader sees them. */
function expected(all: Group[], following: Person[]): ListedPerson[] {
  const named = new Map(all.map(({ tagid, name }) => [tagid, visible(name) || String(tagid)]));
  return following.map(({ mid, uname, tag }) => ({
    mid,
    ...(visible(uname) && { name: visible(uname) }),
    groups: [...new Set(tag.flatMap((tagid) => named.get(tagid) ?? []))],
    special: tag.includes(-10),
  }));
}

describe('what was exported is read back as the same people in the same groups', () => {
  it.each(['following.csv', 'guanxi-7-2026-11-21.json'])('from %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(account, async ({ all, following }) => {
        const read = await readPeopleFile(fileOf(filesOf(all, following), name), { name });
        expect(read).toEqual({
          kind: 'follows',
          people: expected(all, following),
          blocked: [],
          unread: [],
          unreadCount: 0,
          rounded: [],
          roundedCount: 0,
        });
      }),
    );
  });

  it.each([
    ['blacks.csv', 'blacks'],
    ['fans.csv', 'fans'],
  ] as const)('from %s, whatever the file is called by then', async (name, list) => {
    await fc.assert(
      fc.asyncProperty(account, async ({ all, following }) => {
        fc.pre(following.length > 0);
        const people = following.map((person) => ({
          ...person,
          relation: list === 'blacks' ? ('blocked' as const) : ('none' as const),
        }));
        const read = await readPeopleFile(fileOf(filesOf(all, people, list), name), { name: 'a (1).csv' });
        expect(read).toMatchObject({ kind: list, people: expected(all, people), blocked: [], unread: [] });
      }),
    );
  });
});

it('no cell begins as a formula does', () => {
  fc.assert(
    fc.property(account, ({ all, following }) => {
      const files = filesOf(all, following);
      for (const name of ['following.csv', 'groups.csv']) {
        for (const line of fileOf(files, name).toString().trimEnd().split('\r\n'))
          for (const cell of line.match(/"(?:[^"]|"")*"|[^",]+/gu) ?? [])
            expect(cell.replace(/^"/u, '')).not.toMatch(/^[=+\-@\t\r]/u);
      }
    }),
  );
});

it('lists that were not read are in no file', () => {
  const document = finish(
    toExportDocument(
      { people: { blacks: { people: [], total: 0 } }, failed: {} },
      { account: { mid: 7, name: '我' }, madeAt: 0, timezone: 'UTC', incomplete: [] },
    ),
  );
  const files = finish(toExportFiles(document, '2026-11-21'));
  expect(files.map(({ name }) => name)).toEqual(['guanxi-7-2026-11-21.json', 'blacks.csv']);
  expect(document).toEqual({
    program: 'guanxi',
    version: 1,
    account: { mid: 7, name: '我' },
    madeAt: '1970-01-01T00:00:00+00:00',
    blacks: [],
    incomplete: [],
  });
});
