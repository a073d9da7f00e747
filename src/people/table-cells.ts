import { visible } from '../text/visible-text.ts';

/**
 * Texts in the cells of a table. A spreadsheet takes a cell that begins with one of these, or with a full-width or small
 * form of one, for a formula, which may send what stands beside it anywhere; an apostrophe before it makes it text. A cell
 * that begins with an apostrophe gets one too, so that every cell is read back as it was.
 */
const formulaSigns = new Set("'=+-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b");

/** A cell that no spreadsheet runs. */
export function escapeFormula(text: string): string {
  return formulaSigns.has(text.charAt(0)) ? `'${text}` : text;
}

/** What stood in a cell before {@link escapeFormula}. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && formulaSigns.has(cell.charAt(1)) ? cell.slice(1) : cell;
}

/** Several names in one cell, parted by semicolons; one that is part of a name has a backslash before it. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\;]/gu, '\\$&')).join(';');
}

/**
 * The names in such a cell.
 * @param foreign another program wrote it, and may part names by other signs as well
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
