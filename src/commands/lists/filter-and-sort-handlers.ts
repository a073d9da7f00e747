import type { BotContext } from '../../bot/context.ts';
import type { CallbackHandlers, Question } from '../../bot/feature.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import { dayToMoment } from '../../bot/text/format-times.ts';
import { viewerOf } from '../../bot/viewer.ts';
import type { FilterFacts, FilterName, ListFilter } from '../../people/filter-and-sort-rows.ts';
import {
  type AboutMessage,
  aboutPressedMessage,
  type PanelMessage,
  panelMessageOf,
  pressedPanelMessage,
} from './editable-panel-message.ts';
import { drawFilterMenu, drawSortMenu } from './filter-and-sort-screens.ts';
import type { OfList, PanelChanges } from './list-button-handlers.ts';
import { drawListForgotten } from './list-button-handlers.ts';
import { filterOf, isFilteredOrSorted, type ListPanel, withoutRows } from './list-panel.ts';

/** Kinds of the buttons that filter and sort a list. */
export type ListFilterCallback = 'listFilter' | 'listFilterTick' | 'listFilterSet' | 'listSort';

/** What the handlers need of the panels. */
export interface FilteredPanels extends Pick<PanelChanges, 'revise'> {
  panelIn(ctx: BotContext, list: OfList, message: PanelMessage): Promise<ListPanel | undefined>;
  keep(ctx: BotContext, panel: ListPanel, message: PanelMessage): Promise<void>;
  factsFor(ctx: BotContext, panel: ListPanel): Promise<FilterFacts>;
}

const question = 'followedBefore';

interface AboutFilter extends AboutMessage, OfList {}

/** Handlers of 筛选 and 排序 and of their menus. Ticks are kept in the panel's draft until they are applied. */
export function filterCallbacks(panels: FilteredPanels): CallbackHandlers<ListFilterCallback> {
  return {
    listFilter: (ctx, callback) =>
      changeDraft(panels, ctx, callback, pressedPanelMessage(ctx), (panel) => filterOf(panel)),
    async listFilterTick(ctx, { only, user, list, of }) {
      const about = { ...aboutPressedMessage(ctx), user, list, of } satisfies AboutFilter;
      const isAsked =
        only === 'before' &&
        !(await draftIn(panels, ctx, about, pressedPanelMessage(ctx)))?.only.includes(only);
      if (isAsked) {
        return ask(ctx, ctx.texts.lists.askBefore, question, about);
      }
      await changeDraft(panels, ctx, about, pressedPanelMessage(ctx), (_, draft) =>
        toggleFilter(draft, only),
      );
    },
    listFilterSet: (ctx, callback) =>
      panels.revise(ctx, callback, (panel) => withFilter(panel, callback.how === 'apply'), { page: 1 }),
    async listSort(ctx, callback) {
      const { by } = callback;
      if (by !== 'choose') return panels.revise(ctx, callback, (panel) => withSort(panel, by), { page: 1 });
      const message = pressedPanelMessage(ctx);
      const panel = await panels.panelIn(ctx, callback, message);
      if (panel === undefined) return message.show(drawListForgotten(ctx, callback));
      await message.show(drawSortMenu(panel, viewerOf(ctx)));
    },
  };
}

/** The question for the day before which people were followed. */
export function filterQuestion(panels: FilteredPanels): Question {
  return {
    name: question,
    async answer(ctx, text, about) {
      const before = dayToMoment(text.normalize('NFKC').trim(), ctx.timezone);
      if (before === undefined) return askAgain(ctx, ctx.texts.lists.badDate);
      const asked = about as AboutFilter;
      await changeDraft(panels, ctx, asked, panelMessageOf(ctx, asked), (_, draft) => ({
        only: [...draft.only.filter((name) => name !== 'before'), 'before'],
        before: Math.floor(before / 1000),
      }));
      return 'done';
    },
  };
}

async function draftIn(
  panels: FilteredPanels,
  ctx: BotContext,
  list: OfList,
  message: PanelMessage,
): Promise<ListFilter | undefined> {
  const panel = await panels.panelIn(ctx, list, message);
  return panel && (panel.draft ?? filterOf(panel));
}

/** Changes the draft and shows the check boxes. */
async function changeDraft(
  panels: FilteredPanels,
  ctx: BotContext,
  list: OfList,
  message: PanelMessage,
  change: (panel: ListPanel, draft: ListFilter) => ListFilter,
): Promise<void> {
  const panel = await panels.panelIn(ctx, list, message);
  if (panel === undefined) return message.show(drawListForgotten(ctx, list));
  const { only, before } = change(panel, panel.draft ?? filterOf(panel));
  const draft = { only: [...only], ...(before !== undefined && { before }) };
  const drafted = { ...panel, draft };
  await panels.keep(ctx, drafted, message);
  const { bigFrom } = await panels.factsFor(ctx, panel);
  await message.show(drawFilterMenu(drafted, bigFrom, viewerOf(ctx)));
}

function toggleFilter({ before, ...draft }: ListFilter, name: FilterName): ListFilter {
  const wasOn = draft.only.includes(name);
  const only = wasOn ? draft.only.filter((one) => one !== name) : [...draft.only, name];
  return { only, ...(before !== undefined && only.includes('before') && { before }) };
}

/**
 * The panel with its draft applied as filter, or without a filter. Nobody stays chosen, as they may not be
 * shown any more.
 */
function withFilter(panel: ListPanel, apply: boolean): ListPanel {
  const { draft, filter: _, ...rest } = panel;
  const filter = apply && draft && draft.only.length > 0 ? draft : undefined;
  return dropOldRows({ ...rest, ...(filter && { filter }) }, panel);
}

function withSort(panel: ListPanel, by: 'time' | 'oldest' | 'fans'): ListPanel {
  const { sort: _, ...rest } = panel;
  return dropOldRows({ ...rest, ...(by !== 'time' && { sort: by }) }, panel);
}

/**
 * Rows loaded under the old filter do not fit the new one, so they are dropped. Bilibili's own order is
 * dropped too, as it needs the whole list.
 */
function dropOldRows(panel: ListPanel, before: ListPanel): ListPanel {
  const { block, total, searched, order, ...rest } = { ...panel, selecting: false, chosen: [] };
  if (isFilteredOrSorted(panel)) {
    const known = searched ?? (total === undefined ? undefined : { read: 0, total });
    return { ...rest, ...(known && { searched: known }) };
  }
  if (isFilteredOrSorted(before)) return rest;
  return withoutRows({
    ...rest,
    ...(order && { order }),
    ...(block && { block }),
    ...(total !== undefined && { total }),
  });
}
