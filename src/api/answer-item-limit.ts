import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/** The part of JSON Schema that the endpoints need. */
export interface Shape {
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  additionalProperties?: Shape | boolean;
  anyOf?: Shape[];
  /** The numbers that are documented; others are read as if they said nothing. */
  documented?: number[];
}

/** Ten requests' worth: no list that comes in parts, and none of what only describes somebody, is as long. */
const usualMost = 2000;

const shapes = new WeakMap<z.ZodType, Shape>();

/** What an endpoint reads of an answer, as JSON Schema. */
export function shapeOf({ answer }: Pick<Endpoint, 'answer'>): Shape {
  const shape =
    shapes.get(answer) ?? (z.toJSONSchema(answer, { io: 'input', unrepresentable: 'any' }) as Shape);
  shapes.set(answer, shape);
  return shape;
}

/**
 * Whether what an endpoint would read of an answer has more items, of all its lists and tables together, than it ever has.
 * A schema looks at each one and notes what is wrong with it: a million empty ones (3 MB) are a minute and 3 GB of that.
 */
export function isTooLong(endpoint: Pick<Endpoint, 'answer' | 'mostItems'>, data: unknown): boolean {
  return itemsLeft(data, shapeOf(endpoint), endpoint.mostItems ?? usualMost) < 0;
}

/** Takes the items of a value off those that may come; below zero as soon as that shows. */
function itemsLeft(value: unknown, shape: Shape, before: number): number {
  if (typeof value !== 'object' || value === null) return before;
  const { properties = {}, additionalProperties: others, items, anyOf = [] } = shape;
  let left = anyOf.reduce((rest, option) => itemsLeft(value, option, rest), before);
  const all = Array.isArray(value) ? items : typeof others === 'object' ? others : undefined;
  if (all !== undefined) {
    const parts: unknown[] = Object.values(value);
    left -= parts.length;
    for (const part of parts) {
      if (left < 0) break;
      left = itemsLeft(part, all, left);
    }
  }
  if (Array.isArray(value)) return left;
  for (const [name, part] of Object.entries(properties))
    left = itemsLeft(Reflect.get(value, name), part, left);
  return left;
}
