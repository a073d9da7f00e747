import { isDigit, isDigits } from '../../text/character-classes.ts';
import { narrowed, withoutUnseen } from '../../text/invisible-and-wide-characters.ts';
import { readPeopleInAnswer } from '../people-in-text.ts';
import { midReference, unmarkedReference } from '../person-reference.ts';
import { isShortNumber, type LineItem, numberItem } from '../short-numbers-on-line.ts';
import { endOfThousands } from '../text-tokens.ts';
import { isFigureLabel } from '../words-beside-numbers.ts';

/** Whom a cell of a table or a value of JSON means. */
export type CellPerson =
  | {
      kind: 'person';
      mid: number;
      written: string;
      /** It stands in an address or behind a mark, where no spreadsheet rounds. */
      exact: boolean;
    }
  /** A number of which a spreadsheet has left only the first digits. */
  | { kind: 'rounded'; written: string };

/** Longer cells mean nobody. */
const longestCell = 2000;

/**
 * Reads a cell that holds one person: a UID as a spreadsheet may have changed it (`'701003`, `="701003"`, `701003.0`,
 * `701,003`, `7.01003E+05`), or a form that needs no question. `undefined` for anything else, several people among it.
 */
export function readCell(cell: string): CellPerson | undefined {
  if (cell.length > longestCell || !hasDigit(cell)) return undefined;
  if (isDigits(cell)) return person(cell, cell, false);
  const plain = unquoted(narrowed(withoutUnseen(cell)).trim());
  const number = plainNumber(plain);
  if (number !== undefined)
    return number === 'rounded' ? { kind: 'rounded', written: cell } : person(number, cell, false);
  const { targets, unread } = readPeopleInAnswer(plain);
  const [target] = targets;
  if (unread.length > 0 || targets.length !== 1 || target?.kind !== 'mid') return undefined;
  return { kind: 'person', mid: target.mid, written: cell, exact: /[\p{L}/]/u.test(plain) };
}

/** `名字：701003`, `701003:名字` and `701003:名字:等级` in one piece; nobody where several of its parts may be the number. */
export function inPiece(cell: string): CellPerson | undefined {
  const parts = partsOf(cell.slice(0, longestCell));
  if (parts.length < 2 || parts[0] === '' || isFigureLabel(parts.at(-2) ?? '')) return undefined;
  const [only, ...others] = parts.flatMap((part) => readLong(part) ?? []);
  return others.length === 0 ? only : undefined;
}

/** Beside words a short number is an hour, a count or a setting. */
function readLong(part: string): CellPerson | undefined {
  const read = readCell(part);
  return read === undefined || isShortNumber(itemOfCell(read)) ? undefined : read;
}

/** What a cell is on its line. */
export function itemOfCell(read: CellPerson | undefined): LineItem {
  if (read === undefined) return 'other';
  return read.kind === 'person' && !read.exact ? numberItem(read.mid) : 'person';
}

/** What `:`, `=` and `&` part in a piece. A link is one part, whose fields and port are nobody; a name may follow it. */
function partsOf(piece: string): string[] {
  const link = piece.search(/\/\/|\.[a-z]{2,10}\//iu);
  if (link < 0) return piece.split(/[:：=&]/u);
  const from = Math.max(...[':', '：', '='].map((sign) => piece.slice(0, link).lastIndexOf(sign))) + 1;
  const address = piece.slice(from);
  const colon = Math.max(address.lastIndexOf(':'), address.lastIndexOf('：'));
  const isNamed = colon > 0 && /^\D*$/u.test(address.slice(colon));
  return [...piece.slice(0, from).split(/[:：=]/u), isNamed ? address.slice(0, colon) : address];
}

function person(digits: string, written: string, exact: boolean): CellPerson | undefined {
  const target = exact ? midReference(digits) : unmarkedReference(digits);
  return target?.kind === 'mid' ? { kind: 'person', mid: target.mid, written, exact } : undefined;
}

/** Nobody is written without one. */
function hasDigit(cell: string): boolean {
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at);
    if (isDigit(code) || (code >= 0xff10 && code <= 0xff19)) return true;
  }
  return false;
}

/** `'701003` and `="701003"` are how one keeps a spreadsheet from changing a number. */
function unquoted(text: string): string {
  let from = 0;
  let to = text.length;
  if (text.charAt(0) === "'") from = 1;
  if (text.charAt(from) === '=') from += 1;
  while (from < to && text.charAt(from) === '"') from += 1;
  while (to > from && text.charAt(to - 1) === '"') to -= 1;
  return text.slice(from, to).trim();
}

function plainNumber(text: string): string | 'rounded' | undefined {
  if (text.length > 40) return undefined;
  if (isDigits(text)) return text;
  if (endOfThousands(text, 0) === text.length) return text.replace(/[, ]/gu, '');
  const { whole, fraction, exponent } =
    /^(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:[eE]\+?(?<exponent>\d{1,2}))?$/u.exec(text)?.groups ?? {};
  if (whole === undefined) return undefined;
  const digits = fraction ?? '';
  if (exponent === undefined) return /^0*$/u.test(digits) ? whole : undefined;
  const places = Number(exponent);
  // All digits are there only when there are as many as the number is long.
  return digits.length === places ? whole + digits : 'rounded';
}
