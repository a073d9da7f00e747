import { BilibiliRefused, BilibiliUnreachable, type Session } from '../../api/index.ts';
import { oneLine } from '../../bot/text/safe.ts';
import { readGroups } from '../../people/groups.ts';
import type { Reading } from '../../people/list-block.ts';
import { blockSize, countList, readBlock } from '../../people/lists.ts';
import { blockStart, clampPage, pageRows, pagesOf } from '../../people/paging.ts';
import { extentOf, type Panel } from './panel-state.ts';

/** What reading for a panel needs. `now` in milliseconds. */
export interface Loading {
  session: Session;
  now: () => number;
  signal: AbortSignal;
}

/** The last page asked for when nothing is known of the list: that of 8 million people. */
const wherever = 1_000_000;

/**
 * The panel turned to a page. Nothing is asked while the page is in the block at hand, and one request is made when it
 * is not. When the site shows nothing there, the panel stays where it was and knows the list to end before. Only when
 * it has no rows to stay with, since it is read anew or the list has shrunk below them, it asks for the page that is
 * the last one now, and if that is gone too, for the first. A group that is read anew costs one request more.
 */
export async function turnTo(given: Panel, wanted: number, loading: Loading): Promise<Panel> {
  const panel = await withGroup(given, loading);
  const page = Math.max(1, Math.min(wanted, farthest(panel)));
  const start = blockStart(page, blockSize(panel));
  if (panel.block?.start === start) return settled(await withTotal(panel, loading), page);
  const reading = await readBlock(loading.session, panel, start, panel, loading.signal);
  const learned = learn(panel, reading);
  if (reading.block.rows.length > 0 || start === 0)
    return settled({ ...learned, block: kept(reading, loading.now()) }, page);
  const { block } = panel;
  const end = block && block.start + blockSize(panel) === start ? block.start + block.rows.length : start;
  const ended = { ...learned, end: Math.min(end, panel.end ?? end) };
  const stays = block && (reading.total === undefined || reading.total > block.start);
  if (stays) return settled(ended, panel.page);
  const { block: _, ...without } = ended;
  return turnTo(without, panel.end === undefined ? lastPage(ended) : 1, loading);
}

/** No button leads further; a number beyond it was made up. */
function farthest(panel: Panel): number {
  if (panel.block === undefined) {
    const { list, total } = panel;
    return list === 'group' && total !== undefined ? Math.max(1, Math.ceil(total / pageRows)) : wherever;
  }
  const { pages, open } = pagesOf(extentOf(panel));
  return open ? pages + 1 : pages;
}

function learn(panel: Panel, { total, refused }: Reading): Panel {
  return { ...panel, refused: [...refused], ...(total !== undefined && { total }) };
}

/** Names are cut before they are kept: what a stranger wrote must not grow the record. */
function kept({ block }: Reading, now: number): NonNullable<Panel['block']> {
  return { ...block, rows: block.rows.map((row) => ({ ...row, name: oneLine(row.name) })), readAt: now };
}

function settled(panel: Panel, page: number): Panel {
  return { ...panel, page: clampPage(page, extentOf(panel)) };
}

function lastPage(panel: Panel): number {
  return pagesOf({ ...extentOf(panel), start: 0, count: 0 }).pages;
}

/** The name and the size of a group stand in the list of groups, which tells as well whether there still is such a group. */
async function withGroup(panel: Panel, { session, signal }: Loading): Promise<Panel> {
  if (panel.list !== 'group' || panel.total !== undefined) return panel;
  const group = (await readGroups(session, signal)).find(({ tagid }) => tagid === panel.of);
  if (group === undefined) {
    const { label } = session.groups.list.endpoint;
    throw new BilibiliRefused({ reason: 'groupMissing', code: 22104, endpoint: label });
  }
  return { ...panel, text: oneLine(group.name), total: group.count };
}

/**
 * Some lists come without a total. It is asked for by itself when a press costs no other request, and that it cannot be
 * had is no reason not to show the rows.
 */
async function withTotal(panel: Panel, { session, signal }: Loading): Promise<Panel> {
  if (panel.total !== undefined || !pagesOf(extentOf(panel)).open) return panel;
  try {
    const total = await countList(session, panel, signal);
    return total === undefined ? panel : { ...panel, total };
  } catch (error) {
    if (error instanceof BilibiliRefused || error instanceof BilibiliUnreachable) return panel;
    throw error;
  }
}
