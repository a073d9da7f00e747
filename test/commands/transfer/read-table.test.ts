import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/commands/transfer/decode-text.ts';
import { readRoll } from '../../../src/commands/transfer/read-table.ts';
import { UnreadableFile } from '../../../src/people/unreadable-file.ts';

const mids = (text: string) => readRoll(text).people.map(({ mid }) => mid);

describe('people are read', () => {
  it.each([
    ['one a line', '123\r\n456\r\n'],
    ['with commas', '123,456'],
    ['with semicolons', '123;456'],
    ['with tabs', '123\t456'],
    ['in quotes', '"123","456"'],
    ['in every form that needs no question', 'UID:123 https://space.bilibili.com/456?from=x'],
    ['as a table of another spreadsheet', '名字;UID\n"甲; 乙";123\n丙;456'],
    ['as a table of one column', 'mid\n123\n456'],
    ['as a JSON list', '[123, "456"]'],
    ['as a JSON list of people', '[{"mid":123},{"mid":"456","name":7}]'],
  ])('%s', (_, text) => {
    expect(mids(text)).toEqual([123, 456]);
    expect(readRoll(text).unread).toEqual([]);
  });

  it('with their groups from a table that a spreadsheet saved anew', () => {
    expect(readRoll('mid;name;groups;special\n123;\'=x;"猫;b\\;c";yes')).toEqual({
      people: [{ mid: 123, name: '=x', groups: ['猫', 'b;c'], special: true }],
      unread: [],
    });
  });

  it('by their page when a spreadsheet has rounded the number', () => {
    expect(mids('mid,page\n3.49438E+15,https://space.bilibili.com/3494375621396821')).toEqual([
      3494375621396821,
    ]);
    expect(mids('mid,page\n3494375621396820,https://space.bilibili.com/3494375621396821')).toEqual([
      3494375621396821,
    ]);
    expect(readRoll('mid\n3.49438E+15')).toEqual({ people: [], unread: ['3.49438E+15'] });
  });

  it('once each, in the groups of all their rows', () => {
    expect(readRoll('mid,groups\n1,a\n2,\n1,b').people).toEqual([
      { mid: 1, groups: ['a', 'b'], special: false },
      { mid: 2, groups: [], special: false },
    ]);
  });

  it('and what means nobody is kept as it was written', () => {
    expect(readRoll('mid,name\nx,甲\n,乙\n1,丙').unread).toEqual(['x', '乙']);
    expect(readRoll('[1, {"no":"mid"}, null, 12345678901234567890]').unread).toEqual([
      '{"no":"mid"}',
      'null',
      '12345678901234567000',
    ]);
    expect(readRoll('1 @名字 BV1xx411c7mD b23.tv/aB3dE6g -5').unread).toEqual([
      '@名字',
      'BV1xx411c7mD',
      'b23.tv/aB3dE6g',
      '-5',
    ]);
  });
});

it('any text is read or refused, and never breaks the reader', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      try {
        readRoll(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile);
      }
    }),
  );
});

describe('a file is text', () => {
  const text = 'mid,name\r\n1,中';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each([
    ['in UTF-8', Buffer.from(text)],
    ['with its mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16', utf16],
    ['in UTF-16 the other way round', Buffer.from(utf16).swap16()],
    ['in GB 18030, as Chinese spreadsheets write it', Buffer.from('mid,name\r\n1,\xd6\xd0', 'latin1')],
  ])('%s', (_, bytes) => {
    expect(decode(bytes)).toBe(text);
  });

  it.each([
    ['empty', Buffer.from('\ufeff \r\n')],
    ['empty', Buffer.alloc(0)],
    ['binary', Buffer.from('PK\x03\x04 a spreadsheet')],
    ['binary', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80])],
  ])('or is refused as %s', (reason, bytes) => {
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ reason }));
  });
});
