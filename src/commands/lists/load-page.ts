import { BilibiliRefused, isSiteFailure, type Session } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import {
  continuationPoint,
  directionToPage,
  type LoadedRows,
  loadedFromAdjacent,
  upToPage,
  withRowsAdded,
} from '../../people/loaded-row-window.ts';
import { readGroups } from '../../people/manage-groups.ts';
import { blockOf, firstRow, goesOn, isAtHand, pageRows, pagesOf } from '../../people/page-arithmetic.ts';
import { blockSize, countList, readBlock } from '../../people/read-block-of-rows.ts';
import {
  type Direction,
  type KeptPlace,
  readAdjacentRows,
  rowAfter,
} from '../../people/read-on-from-person.ts';
import {
  extentOfPanel,
  type ListPanel,
  loadedWindowOf,
  showPage,
  windowWithForgottenRows,
} from './list-panel-state.ts';
import { toStoredBlock, withEnd, withNeighbours, withReading } from './merge-block-into-panel.ts';

/** What reading a page needs; `now` in ms since 1970. */
export interface PageReadContext {
  session: Session;
  now: () => number;
  signal: AbortSignal;
}

/** Last page allowed when nothing is known of the list: that of 8 million people. */
const lastPageWhenUnknown = 1_000_000;

/**
 * Moves the panel to a page. A loaded page costs no request. A page next to the loaded ones is read on from
 * the people shown, wherever they are in the list by now: one request, and one more when the list has moved.
 * Any other page is read by its number. When Bilibili shows nothing there, the panel stays on its page and
 * remembers that the list ends before. If it has no rows to stay on (it was refreshed, or the list has
 * shrunk), the current last page is read, and if that is empty too, the first. A group that is read again
 * costs one more request.
 */
export async function turnToPage(
  panelBefore: ListPanel,
  wanted: number,
  context: PageReadContext,
): Promise<ListPanel> {
  const panel = await withGroup(panelBefore, context);
  const page = Math.max(1, Math.min(wanted, lastAllowedPage(panel)));
  if (panel.block && page === panel.page) return showPage(panel, page);
  if (panel.block && isAtHand(page, extentOfPanel(panel)))
    return showPage(await withMore(await withTotal(panel, context), page, context), page);
  const way = readDirection(panel, page);
  if (way !== undefined) {
    const { turned, twice } = await readOn(panel, page, way, context);
    if (turned.block) return showPage(twice ? turned : await withMore(turned, page, context), page);
    // There is nobody beyond the people shown, so show that end of the list.
    return jumpTo(turned, way === 'before' ? 1 : lastPage(turned), context);
  }
  return jumpTo(panel, page, context);
}

async function jumpTo(panel: ListPanel, page: number, context: PageReadContext): Promise<ListPanel> {
  const size = blockSize(panel);
  const start = blockOf(firstRow(page), size);
  const reading = await readBlock(context.session, panel, start, panel, context.signal);
  const { place: _, ...learned } = withReading(panel, reading);
  if (reading.block.rows.length > 0 || start === 0) {
    const block = { ...toStoredBlock(reading, context.now()), from: start, next: rowAfter(reading, size) };
    return showPage(await withMore({ ...learned, block }, page, context), page);
  }
  const { block } = panel;
  const ended = withEnd(start, learned);
  const stays = block && (reading.total === undefined || reading.total > loadedWindowOf(panel).from);
  if (stays) return showPage(ended, panel.page);
  const { block: __, ...without } = ended;
  return turnToPage(without, panel.end === undefined ? lastPage(ended) : 1, context);
}

/** The direction to read on to the page; `undefined` when it must be read by number. */
function readDirection(
  { block, place, page: shown, ...panel }: ListPanel,
  page: number,
): Direction | undefined {
  if (block) return directionToPage(page, shown, extentOfPanel({ block, page: shown, ...panel }));
  if (place === undefined || Math.abs(page - shown) !== 1) return undefined;
  return page > shown ? 'after' : 'before';
}

/** Reads on from the loaded rows, or from the people on the current page when those were dropped. */
async function readOn(
  panel: ListPanel,
  page: number,
  way: Direction,
  context: PageReadContext,
): Promise<{ turned: ListPanel; twice: boolean }> {
  const { block } = panel;
  const now = context.now();
  const around = upToPage(windowWithForgottenRows(panel), panel.page, way);
  const seen = placeToReadFrom(panel, around, way);
  const read = (start: number) => readBlock(context.session, panel, start, panel, context.signal);
  const { reading, twice, ...beyond } = await readAdjacentRows(seen, way, blockSize(panel), read);
  const learned = withReading(panel, reading);
  const ends = way === 'after' && reading.block.rows.length === 0;
  const known = ends ? withEnd(reading.block.start, learned) : learned;
  const { rows, ...answer } = toStoredBlock(reading, now, beyond.rows);
  const fresh = { ...beyond, rows };
  if (block) {
    const window = withRowsAdded(loadedWindowOf(panel), fresh, way, page);
    return { turned: { ...known, block: { ...block, ...answer, ...window } }, twice };
  }
  if (rows.length === 0) return { turned: known, twice };
  const { rows: people, ...where } = around;
  const place = { ...where, mids: people.map(({ mid }) => mid) };
  const window = withNeighbours(loadedFromAdjacent(fresh, way, page), toStoredBlock(reading, now));
  return { turned: { ...known, block: { ...answer, ...window }, place }, twice };
}

/** The place to read on from: the edge of the loaded rows, or of the current page when those were dropped. */
function placeToReadFrom(panel: ListPanel, around: LoadedRows<{ mid: number }>, way: Direction): KeptPlace {
  if (panel.block === undefined) return continuationPoint(around, way, panel.place?.total);
  const atHand = continuationPoint(loadedWindowOf(panel), way, panel.total);
  const known = new Set(atHand.seen);
  const others = around.rows.map(({ mid }) => mid).filter((mid) => !known.has(mid));
  return { ...atHand, seen: way === 'after' ? [...others, ...atHand.seen] : [...atHand.seen, ...others] };
}

/**
 * Also reads what follows a short block, or the last loaded page of a list without a total, so that the next
 * button is offered only when there is a next page. Failures are ignored, since the page itself can be shown.
 */
async function withMore(panel: ListPanel, page: number, context: PageReadContext): Promise<ListPanel> {
  const extent = extentOfPanel(panel);
  const { start, count, next, from, total } = extent;
  if (!panel.block || count === 0 || !goesOn(extent)) return panel;
  const short = total !== undefined && count < next - from && (panel.reached ?? 0) < next;
  const past = firstRow(page + 1) - (start + count);
  const unknown = total === undefined && past === 0;
  if (!short && !unknown && past <= 0) return panel;
  try {
    return (await readOn(panel, page, 'after', context)).turned;
  } catch (error) {
    if (isSiteFailure(error)) return panel;
    throw error;
  }
}

/** Larger page numbers come only from forged callback data. */
function lastAllowedPage(panel: ListPanel): number {
  if (panel.block === undefined) {
    const { list, total } = panel;
    return list === 'group' && total !== undefined
      ? Math.max(1, Math.ceil(total / pageRows))
      : lastPageWhenUnknown;
  }
  const { pages, open } = pagesOf(extentOfPanel(panel), panel.page);
  return open ? pages + 1 : pages;
}

function lastPage(panel: ListPanel): number {
  return pagesOf({ ...extentOfPanel(panel), start: 0, count: 0, next: 0 }, 0).pages;
}

/** Reads the name and size of a group from the list of groups; fails if the group no longer exists. */
async function withGroup(panel: ListPanel, { session, signal }: PageReadContext): Promise<ListPanel> {
  if (panel.list !== 'group' || panel.total !== undefined) return panel;
  const group = (await readGroups(session, signal)).find(({ tagid }) => tagid === panel.of);
  if (group === undefined) {
    const { label } = session.groups.list.endpoint;
    throw new BilibiliRefused({ reason: 'groupMissing', code: 22104, endpoint: label });
  }
  return { ...panel, text: oneLine(group.name), total: group.count };
}

/**
 * Some lists come without a total. It is read separately when the press costs no other request; failures are
 * ignored, since the rows can be shown.
 */
async function withTotal(panel: ListPanel, { session, signal }: PageReadContext): Promise<ListPanel> {
  if (panel.total !== undefined || !pagesOf(extentOfPanel(panel), panel.page).open) return panel;
  try {
    const total = await countList(session, panel, signal);
    return total === undefined ? panel : { ...panel, total };
  } catch (error) {
    if (isSiteFailure(error)) return panel;
    throw error;
  }
}
