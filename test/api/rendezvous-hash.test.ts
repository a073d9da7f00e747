import { expect, it } from 'vitest';
import { createRendezvousHash } from '../../src/api/rendezvous-hash.ts';
import fc from '../support/fast-check.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `203.0.113.${index}`);
const keys = Array.from({ length: 20_000 }, (_, index) => String(100_000 + index));

/** The place of each key, by its id. */
function placed(ids: readonly string[]): string[] {
  const indexOf = createRendezvousHash(ids);
  return keys.map((key) => ids[indexOf(key)] ?? '');
}

it.each([2, 5, 133])('%i places have about as many keys each', (count) => {
  const share = keys.length / count;
  for (const found of Map.groupBy(placed(idsOf(count)), (id) => id).values()) {
    expect(found.length).toBeGreaterThan(share - 5 * Math.sqrt(share));
    expect(found.length).toBeLessThan(share + 5 * Math.sqrt(share));
  }
});

it('where a place is added, its share moves to it and nothing else', () => {
  const [before, after] = [placed(idsOf(4)), placed(['new', ...idsOf(4)])];
  const moved = after.filter((id, index) => id !== before[index]);
  expect(new Set(moved)).toEqual(new Set(['new']));
  expect(moved.length / keys.length).toBeCloseTo(1 / 5, 1);
});

it('where a place is taken away, only its keys move', () => {
  const [before, after] = [placed(idsOf(5)), placed(idsOf(5).slice(1))];
  for (const [index, id] of before.entries()) if (id !== '203.0.113.0') expect(after[index]).toBe(id);
});

it('a key has one place whatever the order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.string(), (ids, key) => {
      const reversed = ids.toReversed();
      expect(reversed[createRendezvousHash(reversed)(key)]).toBe(ids[createRendezvousHash(ids)(key)]);
    }),
  );
});

it('is the same in every version of the program: accounts would change their addresses else', () => {
  const indexOf = createRendezvousHash(['a', 'b', 'c']);
  expect(['1', '2', '100001', 'chat 7'].map(indexOf)).toMatchInlineSnapshot(`
    [
      2,
      2,
      2,
      2,
    ]
  `);
});
