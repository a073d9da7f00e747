import { expect, it } from 'vitest';
import { type ListPanel, newListPanel, shownRows } from '../../../src/commands/lists/list-panel-state.ts';
import {
  pageAtHand,
  pageOfFound,
  withoutFilterAndSort,
} from '../../../src/commands/lists/page-of-found-rows.ts';
import type { PersonCheck } from '../../../src/people/check-if-dormant.ts';
import type { ListRow } from '../../../src/people/list-row.ts';

const me = 100001;
const filtered: ListPanel = {
  ...newListPanel(me, { list: 'following', of: me }),
  filter: { only: ['closed'] },
};
const rows: ListRow[] = Array.from({ length: 500 }, (_, at) => ({ mid: at + 1, name: `人${at}`, marks: [] }));
const checks: ReadonlyMap<number, PersonCheck> = new Map();
const found = { rows, read: 4800, total: 4900, readAt: 5, checks };

it('a page of those who were found holds the pages around it, and knows among how many', () => {
  const panel = pageOfFound(filtered, found, 40);
  expect(shownRows(panel).map(({ mid }) => mid)).toEqual([313, 314, 315, 316, 317, 318, 319, 320]);
  expect(panel).toMatchObject({ page: 40, total: 500, searched: { read: 4800, total: 4900 } });
  expect(panel.block?.rows).toHaveLength(240);
});

it('the last page is shown for one beyond it, and the first for nobody', () => {
  expect(pageOfFound(filtered, found, 400).page).toBe(63);
  expect(pageOfFound(filtered, { ...found, rows: [] }, 3)).toMatchObject({ page: 1, total: 0 });
});

it('rows show what a check of the person found, and how many follow them', () => {
  const known = new Map([
    [1, { gone: false, banned: true, level: 3 }],
    [2, { gone: true, banned: false }],
    [3, { gone: false, banned: false, fans: 9, lastPost: 77 }],
  ]);
  const some = {
    ...found,
    checks: known,
    rows: [{ mid: 4, name: '四', marks: [], fans: 8, at: 6 }, ...rows.slice(0, 3)],
  };
  expect(pageOfFound(filtered, some, 1).block?.rows).toEqual([
    { mid: 4, name: '四', marks: [], fans: 8, at: 6 },
    { mid: 1, name: '人0', marks: [], state: 'banned', level: 3 },
    { mid: 2, name: '人1', marks: [], state: 'gone' },
    { mid: 3, name: '人2', marks: [], fans: 9, lastPost: 77 },
  ]);
});

it('a page among the rows at hand needs no search, another does', () => {
  const panel = pageOfFound(filtered, found, 1);
  expect(pageAtHand(panel, 30)?.page).toBe(30);
  expect(pageAtHand(panel, 31)).toBeUndefined();
  expect(pageAtHand(withoutFilterAndSort(panel), 1)).toBeUndefined();
});

it('without filter and order it is a panel that has read nothing', () => {
  const panel = pageOfFound({ ...filtered, sort: 'fans', draft: { only: [] } }, found, 9);
  expect(withoutFilterAndSort(panel)).toEqual(newListPanel(me, { list: 'following', of: me }));
});
