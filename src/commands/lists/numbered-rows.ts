import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { formatDay } from '../../bot/text/format-times.ts';
import type { Viewer } from '../../bot/viewer.ts';
import type { Mark } from '../../people/list-row.ts';
import { pageRows } from '../../people/page-arithmetic.ts';
import { type ListPanel, shownRows } from './list-panel-state.ts';

/** A row as it is displayed. */
export interface NumberedRow {
  /** Position in the whole list, from 1. */
  number: number;
  mid: number;
  name: string;
  /** The note, cut to the length of a name; empty when there is none. */
  note: string;
  /** Symbols beside the name. */
  signs: string;
  /** Other facts, most important first: state, last video, level, fans, time of follow. */
  facts: readonly string[];
}

const signs: Readonly<Record<Mark, string>> = { mutual: '↔', special: '★', verified: '✓', live: '●' };

/** The rows of the current page; `notes` by mid. */
export function numberedRows(
  panel: ListPanel,
  { texts, guest, timezone }: Pick<Viewer, 'texts' | 'guest' | 'timezone'>,
  notes: ReadonlyMap<number, string> = new Map(),
): NumberedRow[] {
  return shownRows(panel).map(({ mid, name, marks, at, fans, level, lastPost, state }, index) => ({
    number: (panel.page - 1) * pageRows + index + 1,
    mid,
    name: name || texts.common.noName,
    note: oneLine(notes.get(mid) ?? ''),
    // The owner's special follows are hidden from guests.
    signs: marks.map((mark) => (guest && mark === 'special' ? '' : signs[mark])).join(''),
    facts: [
      ...(state === undefined ? [] : [texts.lists.states[state]]),
      ...(lastPost === undefined ? [] : [texts.lists.lastPost(formatDay(lastPost * 1000, timezone))]),
      ...(level === undefined ? [] : [`Lv${level}`]),
      ...(fans === undefined ? [] : [texts.digest.followers(formatCount(fans))]),
      ...(at === undefined ? [] : [formatDay(at * 1000, timezone)]),
    ],
  }));
}

/** Label of a row button: number, name, note, symbols, and as many facts as fit. */
export function rowLabel(
  { number, name, note, signs, facts }: NumberedRow,
  { texts }: Pick<Viewer, 'texts'>,
): string {
  let label = `${number}. ${name}${note && texts.notes.after(note)}${signs && ` ${signs}`}`;
  for (const fact of facts) {
    const longer = `${label} · ${fact}`;
    if (widthOf(longer) <= widestLabel) label = longer;
  }
  return label;
}

/** Width a phone shows of a button label, in Latin letters; a Chinese character counts two. */
const widestLabel = 38;

function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) => width + ((character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2),
    0,
  );
}
