import { oneLine } from '../../bot/text/safe-text.ts';
import type { Viewer } from '../../bot/viewer.ts';
import type { Mark } from '../../people/list-row.ts';
import { pageRows } from '../../people/paging.ts';
import { type ListPanel, shownRows } from './list-panel.ts';

/** A row as it is shown. */
export interface NumberedRow {
  /** Its place in the whole list, from 1. */
  number: number;
  mid: number;
  name: string;
  /** What is noted about them, cut to the length of a name; empty when nothing is. */
  note: string;
  /** What stands beside the name, in signs. */
  signs: string;
  /** Since when, in seconds. */
  at: number | undefined;
}

const signs: Readonly<Record<Mark, string>> = { mutual: '↔', special: '★', verified: '✓', live: '●' };

/** The rows on the page shown; `notes` by mid. */
export function numberedRows(
  panel: ListPanel,
  { texts, guest }: Pick<Viewer, 'texts' | 'guest'>,
  notes: ReadonlyMap<number, string> = new Map(),
): NumberedRow[] {
  return shownRows(panel).map(({ mid, name, marks, at }, index) => ({
    number: (panel.page - 1) * pageRows + index + 1,
    mid,
    name: name || texts.common.noName,
    note: oneLine(notes.get(mid) ?? ''),
    // Whom the owner follows specially is nobody else's business.
    signs: marks.map((mark) => (guest && mark === 'special' ? '' : signs[mark])).join(''),
    at,
  }));
}
