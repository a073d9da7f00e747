import { expect, it } from 'vitest';
import { chunks } from '../src/chunks.ts';

it.each([
  [[], 2, []],
  [[1, 2], 2, [[1, 2]]],
  [[1, 2, 3], 2, [[1, 2], [3]]],
  [[1, 2, 3], 5, [[1, 2, 3]]],
])('%j in chunks of %i is %j: in order, only the last one shorter', (list, size, expected) => {
  expect(chunks<number>(list, size)).toEqual(expected);
});
