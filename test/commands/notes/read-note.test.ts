import { describe, expect, it } from 'vitest';
import { readNote } from '../../../src/commands/notes/read-note.ts';
import { longestNote } from '../../../src/storage/index.ts';

describe('a typed note', () => {
  it('is one line of what can be seen', () => {
    expect(readNote(' 老同学\n二班\u202e\u0000\u200b ')).toEqual({ kind: 'note', text: '老同学 二班' });
    expect(readNote('a\u0301\u0301\u0301\u0301\u0301')).toEqual({
      kind: 'note',
      text: 'a\u0301\u0301\u0301',
    });
  });

  it.each(['删除', 'Delete', ' delete ', 'DELETE'])('%j removes the note', (typed) => {
    expect(readNote(typed)).toEqual({ kind: 'remove' });
  });

  it.each(['', ' \n', '\u200b\u2066'])('%j is nothing to be seen', (typed) => {
    expect(readNote(typed)).toEqual({ kind: 'nothingVisible' });
  });

  it('is never cut: one letter more than fits is refused', () => {
    const longest = '备'.repeat(longestNote);
    expect(readNote(longest)).toEqual({ kind: 'note', text: longest });
    expect(readNote(`${longest}注`)).toEqual({ kind: 'tooLong' });
    expect(readNote('备'.repeat(1_000_000))).toEqual({ kind: 'tooLong' });
  });

  it('holds no credential', () => {
    expect(JSON.stringify(readNote('SESSDATA=0123456789abcdef%2C1795000000%2Cabcde*11'))).not.toContain(
      'abcdef',
    );
  });
});
