import { blockSize, type ListRequest, reachOfList } from '../../people/lists.ts';
import { type Extent, rowsOn } from '../../people/paging.ts';
import type { PanelRecord } from '../../storage/index.ts';

/** What a list in a chat shows: one page, out of the block of rows at hand. */
export type ListPanel = PanelRecord;
/** A row of a panel. */
export type ListPanelRow = NonNullable<ListPanel['block']>['rows'][number];

/** As many people are found by their notes at most. */
export const mostNoted = 1000;
/** As many can be chosen at once. */
export const mostChosen = 1000;

/** A panel that has read nothing yet. */
export function newListPanel(account: number, wanted: ListRequest): ListPanel {
  return { account, ...wanted, page: 1, refused: [], selecting: false, chosen: [] };
}

/** Whether it is the account's own list, and not another's or one that concerns another. */
export function isOwnList({ list, of, account }: ListPanel): boolean {
  return list === 'group' || (list !== 'common' && of === account);
}

/** What the panel knows of the list. */
export function knownExtent(panel: ListPanel): Extent {
  const { block, total, account, refused, end = Number.POSITIVE_INFINITY } = panel;
  return {
    size: blockSize(panel),
    start: block?.start ?? 0,
    count: block?.rows.length ?? 0,
    total,
    end: Math.min(end, reachOfList(panel, account, refused)),
  };
}

/** The rows on the page shown. */
export function shownRows({ page, block }: ListPanel): ListPanelRow[] {
  return block ? rowsOn(page, block) : [];
}

/** The panel with its rows forgotten, to be read anew when it is next shown. */
export function withoutRows({ block: _, total: __, end: ___, ...rest }: ListPanel): ListPanel {
  return { ...rest, refused: [] };
}

/** Chooses someone, or no longer. Beyond {@link mostChosen} nobody is added. */
export function toggleChosen(panel: ListPanel, mid: number): ListPanel {
  if (panel.chosen.includes(mid)) return { ...panel, chosen: panel.chosen.filter((one) => one !== mid) };
  return choose(panel, [mid]);
}

/** Chooses everyone on the page shown; when all of them are, nobody of it. */
export function toggleChosenPage(panel: ListPanel): ListPanel {
  const here = shownRows(panel).map(({ mid }) => mid);
  if (here.every((mid) => panel.chosen.includes(mid)))
    return { ...panel, chosen: panel.chosen.filter((mid) => !here.includes(mid)) };
  return choose(panel, here);
}

/** Those who are chosen, with their names as far as their rows are at hand. */
export function chosenPeople({ chosen, block }: ListPanel): { mid: number; name?: string }[] {
  const names = new Map(block?.rows.map(({ mid, name }) => [mid, name]));
  return chosen.map((mid) => {
    const name = names.get(mid);
    return { mid, ...(name !== undefined && { name }) };
  });
}

function choose(panel: ListPanel, mids: readonly number[]): ListPanel {
  return { ...panel, chosen: [...new Set([...panel.chosen, ...mids])].slice(0, mostChosen) };
}
