import { Refusal } from '../rules/codes.ts';

/** The fields of a query or form, as text by name. */
export type Fields = Readonly<Record<string, string>>;

/** A required integer; anything else is refused with -400. */
export function integer(fields: Fields, name: string): number {
  const text = fields[name] ?? '';
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw new Refusal(-400);
  return value;
}

/** A required mid: an integer above 0. */
export function mid(fields: Fields, name: string): number {
  const value = integer(fields, name);
  if (value <= 0) throw new Refusal(-400);
  return value;
}

/** A comma-separated list of integers; at least one. */
export function integers(fields: Fields, name: string): number[] {
  return (fields[name] ?? '').split(',').map((text) => integer({ text }, 'text'));
}

/** A comma-separated list of mids; at least one. */
export function mids(fields: Fields, name: string): number[] {
  return (fields[name] ?? '').split(',').map((text) => mid({ text }, 'text'));
}

/** A required text. */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === '') throw new Refusal(-400);
  return value;
}

/** The range of a list that a page covers. */
export interface Page {
  /** Page number, from 1. */
  pn: number;
  ps: number;
  skip: number;
}

/** The requested page: number `pn`, of `ps` rows, at most 50. */
export function page(fields: Fields, usual = 50): Page {
  const pn = fields.pn === undefined ? 1 : integer(fields, 'pn');
  const requested = fields.ps === undefined ? usual : integer(fields, 'ps');
  if (pn < 1 || requested < 1) throw new Refusal(-400);
  const ps = Math.min(requested, 50);
  return { pn, ps, skip: (pn - 1) * ps };
}
