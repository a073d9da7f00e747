import { oneLine } from '../../bot/text/displayable-text.ts';
import type { FetchResult } from '../../people/list-block-types.ts';
import type { LoadedRows } from '../../people/loaded-row-window.ts';
import { blockSize } from '../../people/read-block-of-rows.ts';
import type { ListPanel, ListPanelRow } from './list-panel-state.ts';

/** The window extended by the rest of the block it came from, so that turning back costs no request. */
export function withNeighbours(
  window: LoadedRows<ListPanelRow>,
  { start, rows }: NonNullable<ListPanel['block']>,
): LoadedRows<ListPanelRow> {
  const before = rows.findIndex(({ mid }) => mid === window.rows[0]?.mid);
  const isPart = before >= 0 && window.rows.every(({ mid }, index) => rows[before + index]?.mid === mid);
  if (!isPart) return window;
  const after = rows.length - before - window.rows.length;
  return { start: window.start - before, rows, from: start, next: window.next + after };
}

/** The panel with what an answer tells about the list, but not its rows. */
export function withReading(panel: ListPanel, { block, total, refused }: FetchResult): ListPanel {
  const { start, rows } = block;
  const reached = Math.max(panel.reached ?? 0, rows.length === 0 ? 0 : start + rows.length);
  const learned = { ...panel, refused: [...refused], reached, ...(total !== undefined && { total }) };
  // Without a total, a short block is the last one.
  const last = total === undefined && rows.length < blockSize(panel);
  return last ? withEnd(start + rows.length, learned) : learned;
}

/** The panel that remembers that the list ends before this row. */
export function withEnd(row: number, panel: ListPanel): ListPanel {
  return { ...panel, end: Math.min(row, panel.end ?? row) };
}

/** Names are cut before they are stored, since text from others must not grow the record. */
export function toStoredBlock(
  { block }: FetchResult,
  now: number,
  rows = block.rows,
): NonNullable<ListPanel['block']> {
  const shown = rows.map(({ traits: _, ...row }) => ({ ...row, name: oneLine(row.name) }));
  return { ...block, rows: shown, readAt: now };
}
