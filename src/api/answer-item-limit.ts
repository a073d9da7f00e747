import { answerJsonSchema, type JsonSchemaPart } from './answer-as-json-schema.ts';
import type { Endpoint } from './endpoint.ts';

/** More than any page of a list, or description of a person, has. */
const defaultMaxItems = 2000;

/**
 * Whether the part of an answer that an endpoint reads has more items, in all its lists and tables together,
 * than it can legitimately have. Checked before the schema, which collects an issue per item: a million empty
 * items (3 MB) would take a minute and 3 GB of memory.
 */
export function hasTooManyItems(endpoint: Pick<Endpoint, 'answer' | 'maxItems'>, data: unknown): boolean {
  return remainingItems(data, answerJsonSchema(endpoint), endpoint.maxItems ?? defaultMaxItems) < 0;
}

/** Subtracts a value's items from the limit `before`; stops as soon as the result is negative. */
function remainingItems(value: unknown, shape: JsonSchemaPart, before: number): number {
  if (typeof value !== 'object' || value === null) return before;
  const { properties = {}, additionalProperties: others, items, anyOf = [] } = shape;
  let left = anyOf.reduce((rest, option) => remainingItems(value, option, rest), before);
  const all = Array.isArray(value) ? items : typeof others === 'object' ? others : undefined;
  if (all !== undefined) {
    const parts: unknown[] = Object.values(value);
    left -= parts.length;
    for (const part of parts) {
      if (left < 0) break;
      left = remainingItems(part, all, left);
    }
  }
  if (Array.isArray(value)) return left;
  for (const [name, part] of Object.entries(properties))
    left = remainingItems(Reflect.get(value, name), part, left);
  return left;
}
