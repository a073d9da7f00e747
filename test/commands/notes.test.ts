import { describe, expect, it } from 'vitest';
import { parseTypedNote } from '../../src/commands/notes.ts';
import { longestNote } from '../../src/storage/index.ts';

describe('a typed note', () => {
  it('is one line of what can be seen', () => {
    expect(parseTypedNote(' 老同学\n二班\u202e\u0000\u200b ')).toEqual({ kind: 'note', text: '老同学 二班' });
    expect(parseTypedNote('a\u0301\u0301\u0301\u0301\u0301')).toEqual({
      kind: 'note',
      text: 'a\u0301\u0301\u0301',
    });
  });

  it.each(['删除', 'Delete', ' delete ', 'DELETE'])('%j removes the note', (typed) => {
    expect(parseTypedNote(typed)).toEqual({ kind: 'remove' });
  });

  it.each(['', ' \n', '\u200b\u2066'])('%j is nothing to be seen', (typed) => {
    expect(parseTypedNote(typed)).toEqual({ kind: 'nothingVisible' });
  });

  it('is never cut: one letter more than fits is refused', () => {
    const longest = '备'.repeat(longestNote);
    expect(parseTypedNote(longest)).toEqual({ kind: 'note', text: longest });
    expect(parseTypedNote(`${longest}注`)).toEqual({ kind: 'tooLong' });
    expect(parseTypedNote('备'.repeat(1_000_000))).toEqual({ kind: 'tooLong' });
  });

  it('holds no credential', () => {
    expect(JSON.stringify(parseTypedNote('SESSDATA=0123456789abcdef%2C1795000000%2Cabcde*11'))).not.toContain(
      'abcdef',
    );
  });
});
