import { Refusal } from '../rules/codes.ts';

/** The fields of a query or form, as text by name. */
export type Fields = Readonly<Record<string, string>>;

/** A number that must be there; -400 for anything but digits, with a minus before them if need be. */
export function integer(fields: Fields, name: string): number {
  const text = fields[name] ?? '';
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw new Refusal(-400);
  return value;
}

/** A mid that must be there: a whole number above 0. */
export function mid(fields: Fields, name: string): number {
  const value = integer(fields, name);
  if (value <= 0) throw new Refusal(-400);
  return value;
}

/** Numbers with commas between them; at least one. */
export function integers(fields: Fields, name: string): number[] {
  return (fields[name] ?? '').split(',').map((text) => integer({ text }, 'text'));
}

/** Mids with commas between them; at least one. */
export function mids(fields: Fields, name: string): number[] {
  return (fields[name] ?? '').split(',').map((text) => mid({ text }, 'text'));
}

/** Text that must be there. */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === '') throw new Refusal(-400);
  return value;
}

/** Where a page of a list lies. */
export interface Page {
  /** From 1. */
  pn: number;
  ps: number;
  skip: number;
}

/** The page a client asks for: `ps` rows, at most 50 whatever it says, of page `pn`. */
export function page(fields: Fields, usual = 50): Page {
  const pn = fields.pn === undefined ? 1 : integer(fields, 'pn');
  const asked = fields.ps === undefined ? usual : integer(fields, 'ps');
  if (pn < 1 || asked < 1) throw new Refusal(-400);
  const ps = Math.min(asked, 50);
  return { pn, ps, skip: (pn - 1) * ps };
}
