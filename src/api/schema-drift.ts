import { jsonOrUndefined } from '../text/json-or-undefined.ts';
import { answerJsonSchema, type JsonSchemaPart } from './answer-as-json-schema.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Where an answer differs from what its endpoint expects, as paths such as `data.list[].mid`. The paths
 * contain field names from the site, which are untrusted text, but never values.
 */
export interface SchemaDrift {
  /** Parts that cannot be parsed, each with what is wrong. Empty when the answer is as expected. */
  wrong: string[];
  /** Optional fields the program reads that are missing. */
  absent: string[];
  /** Fields the program does not read. */
  unread: string[];
}

/** Compares an answer with what its endpoint expects; `undefined` when the answer contains no data. */
export function driftOf(endpoint: Endpoint, text: string): SchemaDrift | undefined {
  if (endpoint.redirect) return undefined;
  const data = endpoint.html ? text : dataOf(text);
  if (data === undefined) return undefined;
  const read = endpoint.answer.safeParse(data);
  const drift: SchemaDrift = { wrong: [], absent: [], unread: [] };
  for (const { path, message } of read.error?.issues ?? []) {
    const missing = path.length > 0 && valueAt(data, path) === undefined;
    drift.wrong.push(`${formatPath(path)} ${missing ? 'is missing' : `(${message})`}`);
  }
  if (read.success) drift.wrong.push(...missingParts(endpoint, read.data));
  compare(data, answerJsonSchema(endpoint), [], drift);
  const once = (paths: string[]) => [...new Set(paths)].sort();
  return { wrong: once(drift.wrong), absent: once(drift.absent), unread: once(drift.unread) };
}

/** Optional parts whose absence makes a parsable answer useless: a paged endpoint's list and total. */
function missingParts({ paged }: Endpoint, data: unknown): string[] {
  if (paged === undefined) return [];
  const list = paged.list(data) === null ? ['data.list is null'] : [];
  return paged.total && paged.total(data) === undefined ? [...list, 'data.total is missing'] : list;
}

type Path = readonly PropertyKey[];

function dataOf(text: string): unknown {
  const body = jsonOrUndefined(text);
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
}

function compare(value: unknown, shape: JsonSchemaPart, path: Path, drift: SchemaDrift): void {
  if (typeof value === 'number' && shape.documented?.includes(value) === false)
    drift.wrong.push(`${formatPath(path)} (a number that is not documented)`);
  if (typeof value !== 'object' || value === null) return;
  for (const option of shape.anyOf ?? []) compare(value, option, path, drift);
  if (Array.isArray(value)) {
    const { items } = shape;
    if (items) for (const [index, part] of value.entries()) compare(part, items, [...path, index], drift);
    return;
  }
  const { properties, required = [], additionalProperties } = shape;
  for (const [name, part] of Object.entries(value)) {
    const known = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) compare(part, known, [...path, name], drift);
    else if (typeof additionalProperties === 'object')
      compare(part, additionalProperties, [...path, 0], drift);
    else if (properties) drift.unread.push(formatPath([...path, name]));
  }
  for (const name of Object.keys(properties ?? {})) {
    if (!required.includes(name) && !Object.hasOwn(value, name))
      drift.absent.push(formatPath([...path, name]));
  }
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Writes a path; all rows of a list, and all mids, become `[]`. */
function formatPath(path: Path): string {
  const steps = path.map((step) => (/^-?\d+$/u.test(String(step)) ? '[]' : `.${String(step).slice(0, 40)}`));
  return `data${steps.join('')}`;
}
