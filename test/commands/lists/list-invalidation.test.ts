import { expect, it } from 'vitest';
import { groups } from '../../../src/api/groups.ts';
import { relations } from '../../../src/api/relations.ts';
import { createListInvalidation } from '../../../src/commands/lists/list-invalidation.ts';

it('every call that writes relations or groups is a change of its account, and no call that reads', () => {
  for (const row of [...Object.values(groups), ...Object.values(relations)]) {
    const changes = createListInvalidation(() => 5);
    changes.heard({ endpoint: row.endpoint, mid: 1 });
    expect(changes.lastOf(1), row.endpoint).toBe(row.method === 'POST' ? 5 : Number.NEGATIVE_INFINITY);
    expect(changes.lastOf(2)).toBe(Number.NEGATIVE_INFINITY);
  }
});

it('a call of nobody is no change', () => {
  const changes = createListInvalidation(() => 5);
  changes.heard({ endpoint: 'x/relation/modify' });
  expect(changes.lastOf(1)).toBe(Number.NEGATIVE_INFINITY);
});
