import { expect, it } from 'vitest';
import { dateFormat } from '../../src/text/date-format-cache.ts';

const short = { dateStyle: 'short' } as const;
const zones = Intl.supportedValuesOf('timeZone');

it('a formatter is made once, and another for other options', () => {
  const one = dateFormat('sv-SE', { timeZone: 'Asia/Shanghai', ...short });
  expect(dateFormat('sv-SE', { timeZone: 'Asia/Shanghai', ...short })).toBe(one);
  expect(dateFormat('sv-SE', { timeZone: 'Asia/Tokyo', ...short })).not.toBe(one);
  expect(dateFormat('en', { timeZone: 'Asia/Shanghai', ...short })).not.toBe(one);
  expect(one.format(Date.UTC(2026, 10, 20, 17))).toBe('2026-11-21');
});

it('of many timezones those used last are kept, and no more than a hundred', () => {
  const [often = '', seldom = ''] = zones;
  const kept = dateFormat('de', { timeZone: often, ...short });
  const dropped = dateFormat('de', { timeZone: seldom, ...short });
  for (const timeZone of zones.slice(2, 152)) {
    dateFormat('de', { timeZone, ...short });
    expect(dateFormat('de', { timeZone: often, ...short })).toBe(kept);
  }
  expect(dateFormat('de', { timeZone: seldom, ...short })).not.toBe(dropped);
});

it('a timezone that does not exist has none', () => {
  expect(() => dateFormat('sv-SE', { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
});
