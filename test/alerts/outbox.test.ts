import { describe, expect, it } from 'vitest';
import { mergeOutboxes, removeSent } from '../../src/alerts/outbox.ts';
import { countPeopleInBatch, fanBatchOf } from '../../src/alerts/people-in-outbox.ts';
import type { Fan, Outbox } from '../../src/alerts/watch-record-parts.ts';
import fc from '../support/fast-check.ts';

const fan = (mid: number): Fan => ({ mid, name: `${mid}`, sign: '', face: '', at: 0, followed: false });
const fans = (from: number, count: number) => Array.from({ length: count }, (_, index) => fan(from + index));
const mids = (pending: Outbox | undefined) => [
  ...(pending?.fans.first ?? []).map(({ mid }) => mid),
  ...(pending?.fans.more ?? []),
];

describe('an outbox', () => {
  it('keeps details of the first ten, names of a thousand, and counts the rest', () => {
    const pending = mergeOutboxes(mergeOutboxes(undefined, { fans: fanBatchOf(fans(1, 7)) }), {
      fans: fanBatchOf(fans(8, 1100)),
    });
    expect(pending?.fans.first).toHaveLength(10);
    expect(pending?.fans.more).toHaveLength(1000);
    expect(pending?.fans.beyond).toBe(97);
    expect(JSON.stringify(pending).length).toBeLessThan(20_000);
  });

  it('is nothing when nothing was added, or all was told', () => {
    expect(mergeOutboxes(undefined, {})).toBeUndefined();
    const pending = mergeOutboxes(undefined, {
      fans: fanBatchOf(fans(1, 30)),
      milestones: [100],
      lost: fanBatchOf([fan(5)]),
    });
    expect(pending && removeSent(pending, pending)).toBeUndefined();
  });

  it('loses exactly what was told, whatever came meanwhile', () => {
    const coming = fc.integer({ min: 1, max: 400 });
    const step = fc.oneof(coming, fc.integer({ min: 1, max: 12 }), fc.constantFrom('sends', 'told'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let next = 1;
        let pending: Outbox | undefined;
        let message: { digest: Outbox; until: number } | undefined;
        let told = 1;
        for (const one of steps) {
          if (typeof one === 'number') {
            pending = mergeOutboxes(pending, { fans: fanBatchOf(fans(next, one)) });
            next += one;
          } else if (one === 'sends' && pending !== undefined) {
            message = { digest: pending, until: next };
          } else if (one === 'told' && message !== undefined) {
            pending = removeSent(pending, message.digest);
            told = message.until;
            message = undefined;
          }
          expect(pending === undefined ? 0 : countPeopleInBatch(pending.fans)).toBe(next - told);
          if (pending?.fans.beyond === 0)
            expect(mids(pending)).toEqual(Array.from({ length: next - told }, (_, index) => told + index));
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('of two chats that become one tells of everybody once', () => {
    const one = mergeOutboxes(undefined, { fans: fanBatchOf(fans(1, 12)), milestones: [100] });
    const other = mergeOutboxes(undefined, { fans: fanBatchOf(fans(8, 14), 3), milestones: [100, 1000] });
    const both = mergeOutboxes(one, other);
    expect(mids(both)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(both).toMatchObject({ fans: { beyond: 3, atLeast: true }, milestones: [100, 1000] });
    expect(mergeOutboxes(undefined, other)).toEqual(other);
    expect(mergeOutboxes(one, undefined)).toBe(one);
  });

  it('tells of notices alike only the last, and keeps one that came after the message', () => {
    const early = mergeOutboxes(undefined, { notices: [{ kind: 'risk', at: 1 }] });
    const late = mergeOutboxes(early, {
      notices: [
        { kind: 'recovered', of: 'risk', at: 2 },
        { kind: 'risk', at: 3 },
      ],
    });
    expect(late?.notices.map(({ at }) => at)).toEqual([2, 3]);
    expect(early && removeSent(late, early)?.notices.map(({ at }) => at)).toEqual([2, 3]);
  });
});
