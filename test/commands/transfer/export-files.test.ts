import { expect, it } from 'vitest';
import { stringifyLists } from '../../../src/commands/transfer/export-files.ts';
import { finish } from '../../../src/text/interruptible-work.ts';
import fc from '../../support/fast-check.ts';

const plain = fc.jsonValue({ maxDepth: 3 });
const documents = fc.dictionary(fc.string(), fc.oneof(fc.array(plain), plain, fc.constant(undefined)));

it('an object is written as JSON.stringify writes it, whatever is in it', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(finish(stringifyLists(document))).toBe(JSON.stringify(document, undefined, 1));
    }),
  );
});

it('other work may run between two items of a list', () => {
  const steps = [...stringifyLists({ name: 'x', people: [{ mid: 1 }, { mid: 2 }, { mid: 3 }] })];
  expect(steps).toHaveLength(3);
});
