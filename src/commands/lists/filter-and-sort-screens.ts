import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { formatDay } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { chunks } from '../../chunks.ts';
import { type FilterName, filtersOf, type ListFilter } from '../../people/filter-and-sort-rows.ts';
import { filterOf, type ListPanel, sortOf } from './list-panel-state.ts';

/**
 * Draws the check boxes of the filter, with the draft's ticks.
 * @param bigFrom number of fans from which somebody is big
 */
export function drawFilterMenu(panel: ListPanel, bigFrom: number, viewer: Viewer): Content {
  const { texts, user, timezone } = viewer;
  const { lists: words } = texts;
  const { list, of, page } = panel;
  const ofList = { user, list, of };
  const draft = panel.draft ?? filterOf(panel);
  const ticked = new Set(draft.only);
  const names = [...new Set([...filtersOf(list), ...draft.only])];
  const label = (name: FilterName): string => {
    if (name === 'before' && draft.before !== undefined)
      return words.followedBefore(formatDay(draft.before * 1000, timezone));
    return words.filters[name];
  };
  const boxes = names.map((only) =>
    callbackButton(`${ticked.has(only) ? '☑' : '☐'} ${label(only)}`, {
      kind: 'listFilterTick',
      ...ofList,
      only,
    }),
  );
  return {
    text: [
      words.chooseFilter,
      ...(names.includes('big') ? [words.bigMeans(formatCount(bigFrom))] : []),
      words.filterCost,
    ].join('\n'),
    keyboard: [
      ...chunks(boxes, 2),
      [
        callbackButton(words.apply, { kind: 'listFilterSet', ...ofList, how: 'apply' }, 'primary'),
        callbackButton(words.clear, { kind: 'listFilterSet', ...ofList, how: 'clear' }),
      ],
      [callbackButton(texts.common.back, { kind: 'listPage', ...ofList, page })],
    ],
  };
}

/** Draws the choice of order. */
export function drawSortMenu(panel: ListPanel, { texts: { lists: words, common }, user }: Viewer): Content {
  const { list, of, page } = panel;
  const now = sortOf(panel);
  const orders = (['time', 'oldest', 'fans'] as const).map((by) =>
    callbackButton(`${by === now ? '● ' : ''}${words.sorts[by]}`, { kind: 'listSort', user, list, of, by }),
  );
  const back = callbackButton(common.back, { kind: 'listPage', user, list, of, page });
  return { text: [words.chooseSort, words.sortCost].join('\n'), keyboard: [orders, [back]] };
}

/** The filter as text. */
export function describeFilter(
  { only, before }: ListFilter,
  { lists: words, common }: Texts,
  timezone: string,
): string {
  return only
    .map((name) =>
      name === 'before' && before !== undefined
        ? words.followedBefore(formatDay(before * 1000, timezone))
        : words.filters[name],
    )
    .join(common.comma);
}
