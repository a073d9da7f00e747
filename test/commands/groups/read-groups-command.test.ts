import { describe, expect, it } from 'vitest';
import { readGroupsArgument } from '../../../src/commands/groups/read-groups-command.ts';
import fc from '../../support/fast-check.ts';

describe('what is written after /groups', () => {
  it.each<[string, unknown]>([
    ['', { form: 'list' }],
    ['  ', { form: 'list' }],
    ['new 同学', { form: 'new', name: '同学' }],
    ['NEW old friends', { form: 'new', name: 'old friends' }],
    ['new "old friends"', { form: 'new', name: 'old friends' }],
    ['new “old friends”', { form: 'new', name: 'old friends' }],
    ['new "half', { form: 'new', name: '"half' }],
    ['delete 同学', { form: 'delete', name: '同学' }],
    ['rename 同学 = 老 同学', { form: 'rename', name: '同学', other: '老 同学' }],
    ['rename 同学＝老同学', { form: 'rename', name: '同学', other: '老同学' }],
    ['rename "a = b" = “c = d”', { form: 'rename', name: 'a = b', other: 'c = d' }],
    ['add 同学 100002 @名字', { form: 'add', name: '同学', whom: '100002 @名字' }],
    ['add “old friends” 100002', { form: 'add', name: 'old friends', whom: '100002' }],
    ['add "old friends"\n100002\n100003', { form: 'add', name: 'old friends', whom: '100002\n100003' }],
    ['add 同学', { form: 'add', name: '同学', whom: '' }],
    ['new', undefined],
    ['new ""', undefined],
    ['add', undefined],
    ['rename 同学', undefined],
    ['rename = 同学', undefined],
    ['rename 同学 =', undefined],
    ['同学', undefined],
  ])('%j', (argument, written) => {
    expect(readGroupsArgument(argument)).toEqual(written);
  });

  it('is read in quotes whatever the name, as long as it holds none', () => {
    const name = fc
      .string({ unit: fc.constantFrom('同', 'a', ' ', '=', ',', '1', '＝'), minLength: 1, maxLength: 16 })
      .filter((text) => text.trim() === text && text !== '');
    fc.assert(
      fc.property(name, name, fc.constantFrom('""', '“”', '「」'), (one, other, [open, close]) => {
        const quoted = (text: string) => `${open}${text}${close}`;
        expect(readGroupsArgument(`new ${quoted(one)}`)).toEqual({ form: 'new', name: one });
        expect(readGroupsArgument(`rename ${quoted(one)} = ${quoted(other)}`)).toEqual({
          form: 'rename',
          name: one,
          other,
        });
        expect(readGroupsArgument(`add ${quoted(one)} 7`)).toEqual({ form: 'add', name: one, whom: '7' });
      }),
    );
  });
});
