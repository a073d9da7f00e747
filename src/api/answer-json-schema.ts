import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/** The part of JSON Schema that the endpoints use. */
export interface Shape {
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  additionalProperties?: Shape | boolean;
  anyOf?: Shape[];
  /** The documented values of a number; other values are accepted but mean nothing. */
  documented?: number[];
}

const shapes = new WeakMap<z.ZodType, Shape>();

/** The part of an answer that an endpoint reads, as JSON Schema. */
export function answerJsonSchema({ answer }: Pick<Endpoint, 'answer'>): Shape {
  const shape =
    shapes.get(answer) ?? (z.toJSONSchema(answer, { io: 'input', unrepresentable: 'any' }) as Shape);
  shapes.set(answer, shape);
  return shape;
}
