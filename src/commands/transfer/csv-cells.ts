/**
 * Texts in the cells of a table. A spreadsheet takes a cell that begins with one of these for a formula, which may send
 * what stands beside it anywhere; an apostrophe before it makes it text. A cell that begins with an apostrophe gets one
 * too, so that every cell is read back as it was.
 */
const formula = /^['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

/** A cell that no spreadsheet runs. */
export function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** What stood in a cell before {@link harmless}. */
export function unharmed(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Several names in one cell, parted by semicolons; one that is part of a name has a backslash before it. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\;]/gu, '\\$&')).join(';');
}

/** The names in such a cell. */
export function splitNames(cell: string): string[] {
  const names = cell.match(/(?:\\[\s\S]|[^\\;]|\\$)+/gu) ?? [];
  return names.map((name) => name.replace(/\\([\\;])/gu, '$1').trim()).filter((name) => name !== '');
}
