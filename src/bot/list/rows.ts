import type { Mark } from '../../people/listed.ts';
import { pageRows } from '../../people/paging.ts';
import type { Texts } from '../text/index.ts';
import { type Panel, shownRows } from './panel.ts';

/** A row as it is shown. */
export interface NumberedRow {
  /** Its place in the whole list, from 1. */
  number: number;
  mid: number;
  name: string;
  /** What stands beside the name, in signs. */
  signs: string;
  /** Since when, in seconds. */
  at: number | undefined;
}

const signs: Readonly<Record<Mark, string>> = { mutual: '↔', special: '★', verified: '✓', live: '●' };

/** The rows on the page shown. */
export function numberedRows(panel: Panel, texts: Texts): NumberedRow[] {
  return shownRows(panel).map(({ mid, name, marks, at }, index) => ({
    number: (panel.page - 1) * pageRows + index + 1,
    mid,
    name: name || texts.common.noName,
    signs: marks.map((mark) => signs[mark]).join(''),
    at,
  }));
}
