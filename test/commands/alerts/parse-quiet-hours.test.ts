import { describe, expect, it } from 'vitest';
import { formatQuietHours, readQuietHours } from '../../../src/commands/alerts/parse-quiet-hours.ts';

describe('quiet hours are read from', () => {
  it.each([
    ['23:00-08:00', '23:00–08:00'],
    ['23-8', '23:00–08:00'],
    ['  23:30 – 8 ', '23:30–08:00'],
    ['２３：００～０８：００', '23:00–08:00'],
    ['23:00—08:15', '23:00–08:15'],
    ['23点到8点', '23:00–08:00'],
    ['22点30分至7点', '22:30–07:00'],
    ['22:00 to 7:00', '22:00–07:00'],
    ['0-24', undefined],
    ['22-24', '22:00–00:00'],
    ['12:00〜13:00', '12:00–13:00'],
  ])('%s', (text, figures) => {
    const read = readQuietHours(text);
    expect(read.kind === 'hours' ? formatQuietHours(read.hours) : undefined).toBe(figures);
  });

  it.each([['关'], ['OFF'], [' off '], ['ｏｆｆ'], ['none'], ['关闭']])('%s as none', (text) => {
    expect(readQuietHours(text)).toEqual({ kind: 'off' });
  });

  it.each([['8-8'], ['00:00-24:00'], ['８：００－08:00']])('%s as the same end twice', (text) => {
    expect(readQuietHours(text)).toEqual({ kind: 'equal' });
  });

  it.each([
    [''],
    ['at night'],
    ['23:00'],
    ['25-8'],
    ['23:60-8'],
    ['24:30-8'],
    ['23-8-9'],
    ['-8'],
    ['23:0-8'],
  ])('%s not at all', (text) => {
    expect(readQuietHours(text)).toEqual({ kind: 'unreadable' });
  });
});
