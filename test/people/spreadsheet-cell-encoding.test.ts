import { expect, it } from 'vitest';
import {
  escapeFormula,
  joinNames,
  splitNames,
  unescapeFormula,
} from '../../src/people/spreadsheet-cell-encoding.ts';
import fc from '../support/fast-check.ts';

it.each(['=1+1', '+1', '-1', '@a', '\ta', '＝1', '＋1', '－1', '＠a', '﹦1', '﹢1', '﹣1', '﹫a', "'a"])(
  'no spreadsheet runs %j',
  (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
  },
);

it('every cell is read back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('=', '﹦', "'", '-', 'a', '7', '名') });
  fc.assert(
    fc.property(cell, (text) => {
      expect(unescapeFormula(escapeFormula(text))).toBe(text);
    }),
  );
});

it('names in a cell are read back', () => {
  const name = fc.stringMatching(/^[a;\\猫,|]{1,8}$/u);
  fc.assert(
    fc.property(fc.array(name), (names) => {
      expect(splitNames(joinNames(names))).toEqual(names);
    }),
  );
});

it('other programs part them by other signs', () => {
  expect(splitNames('音乐、猫，b|c; d', true)).toEqual(['音乐', '猫', 'b', 'c', 'd']);
  expect(splitNames('音乐、猫')).toEqual(['音乐、猫']);
});
