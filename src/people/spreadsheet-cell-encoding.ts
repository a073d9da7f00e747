import { visible } from '../text/invisible-and-wide-characters.ts';

/**
 * Text in table cells. A spreadsheet runs a cell that begins with one of these signs, or a full-width or
 * small form of one, as a formula, which may send neighbouring cells to any server. An apostrophe before it
 * makes it text. A cell that begins with an apostrophe gets another, so that every cell can be read back.
 */
const formulaSigns = new Set("'=+-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b");

/** A cell that no spreadsheet runs as a formula. */
export function escapeFormula(text: string): string {
  return formulaSigns.has(text.charAt(0)) ? `'${text}` : text;
}

/** Reverses {@link escapeFormula}. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && formulaSigns.has(cell.charAt(1)) ? cell.slice(1) : cell;
}

/** Joins names to one cell with semicolons; a semicolon or backslash in a name gets a backslash before it. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\;]/gu, '\\$&')).join(';');
}

/**
 * Splits a cell of names.
 * @param foreign the cell was written by another program, which may use other separators
 */
export function splitNames(cell: string, foreign = false): string[] {
  const names: string[] = [];
  let name = '';
  for (let at = 0; at <= cell.length; at += 1) {
    const sign = cell.charAt(at);
    if (sign === '\\' && '\\;'.includes(cell.charAt(at + 1)) && at + 1 < cell.length) {
      at += 1;
      name += cell.charAt(at);
    } else if (sign === '' || sign === ';' || (foreign && '；,，、|'.includes(sign))) {
      names.push(visible(name));
      name = '';
    } else name += sign;
  }
  return names.filter((one) => one !== '');
}
