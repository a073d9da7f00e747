import { expect, it } from 'vitest';
import { endpoints } from '../../../src/api/index.ts';
import { createLastRelationChanges } from '../../../src/commands/lists/last-relation-change-times.ts';

it('every call that writes relations or groups is a change of its account, and no call that reads', () => {
  for (const { label, method } of [
    ...Object.values(endpoints.groups),
    ...Object.values(endpoints.relations),
  ]) {
    const changes = createLastRelationChanges(() => 5);
    changes.onCall({ endpoint: label, mid: 1 });
    expect(changes.lastOf(1), label).toBe(method === 'POST' ? 5 : Number.NEGATIVE_INFINITY);
    expect(changes.lastOf(2)).toBe(Number.NEGATIVE_INFINITY);
  }
});

it('a call of nobody is no change', () => {
  const changes = createLastRelationChanges(() => 5);
  changes.onCall({ endpoint: 'x/relation/modify' });
  expect(changes.lastOf(1)).toBe(Number.NEGATIVE_INFINITY);
});
