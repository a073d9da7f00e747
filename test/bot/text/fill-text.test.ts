import { FormattedString } from '@grammyjs/parse-mode';
import { expect, it } from 'vitest';
import { fillText } from '../../../src/bot/text/fill-text.ts';
import { localMoment, localTimeOfDay } from '../../../src/bot/text/format-times.ts';

const at = Date.UTC(2026, 10, 26, 6, 5);

it('puts formatted pieces where a sentence wants strings, and leaves the rest as it is', () => {
  const sentence = (when: string, count: number, who: string | undefined) => `${who}: ${count} at ${when}.`;
  const filled = fillText(sentence, localMoment(at, 'Asia/Shanghai'), 3, FormattedString.bold('小明'));
  expect(filled.text).toBe('小明: 3 at 2026-11-26 14:05.');
  expect(filled.entities).toEqual([
    { type: 'bold', offset: 0, length: 2 },
    { type: 'date_time', offset: 9, length: 16, unix_time: at / 1000, date_time_format: 'dt' },
  ]);
});

it('says a piece as often as the sentence does, and leaves out what it does not say', () => {
  const twice = fillText((when: string, _: string) => `${when}–${when}`, localTimeOfDay(at, 'UTC'), 'x');
  expect(twice.text).toBe('06:05–06:05');
  expect(twice.entities.map(({ type, offset }) => [type, offset])).toEqual([
    ['date_time', 0],
    ['date_time', 6],
  ]);
  expect(String(fillText((one: string | undefined) => `${one}`, undefined))).toBe('undefined');
});

it('takes no text of others for the place of a piece', () => {
  const filled = fillText(
    (name: string, when: string) => `${name} ${when}`,
    '\x001\0',
    localMoment(at, 'UTC'),
  );
  expect(filled.text).toBe('1 2026-11-26 06:05');
  expect(filled.entities).toHaveLength(1);
});
