import { expect, it } from 'vitest';
import { createTimeline } from '../../../playground/bilibili/state/timeline.ts';
import fc from '../../support/fast-check.ts';

it('agrees with a plain list that is sorted each time, whatever is put, moved and removed', () => {
  const step = fc.tuple(
    fc.constantFrom('put', 'put', 'remove'),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 6 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 12 }), (steps, skip) => {
      const timeline = createTimeline();
      let plain: { mid: number; at: number }[] = [];
      for (const [deed, mid, at] of steps) {
        const known = plain.some((entry) => entry.mid === mid);
        plain = plain.filter((entry) => entry.mid !== mid);
        if (deed === 'put') {
          timeline.put(mid, at);
          plain.unshift({ mid, at });
          plain.sort((a, b) => b.at - a.at);
        } else {
          expect(timeline.remove(mid)).toBe(known);
        }
      }
      expect(timeline.page(0, 100)).toEqual(plain);
      expect([...timeline.newest()]).toEqual(plain);
      expect(timeline.page(skip, 3)).toEqual(plain.slice(skip, skip + 3));
      expect(timeline.size).toBe(plain.length);
      for (const [rank, { mid, at }] of plain.entries()) {
        expect(timeline.rank(mid)).toBe(rank);
        expect(timeline.at(mid)).toBe(at);
      }
    }),
  );
});

it('has no rank and no time for someone who is not in it', () => {
  const timeline = createTimeline();
  timeline.put(1, 10);
  expect([timeline.rank(2), timeline.at(2)]).toEqual([-1, undefined]);
});
