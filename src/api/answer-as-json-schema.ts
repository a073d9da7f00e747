import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/** The part of JSON Schema that the endpoints use. */
export interface JsonSchemaPart {
  properties?: Record<string, JsonSchemaPart>;
  required?: string[];
  items?: JsonSchemaPart;
  additionalProperties?: JsonSchemaPart | boolean;
  anyOf?: JsonSchemaPart[];
  /** The documented values of a number; other values are accepted but mean nothing. */
  documented?: number[];
}

const shapes = new WeakMap<z.ZodType, JsonSchemaPart>();

/** The part of an answer that an endpoint reads, as JSON Schema. */
export function answerJsonSchema({ answer }: Pick<Endpoint, 'answer'>): JsonSchemaPart {
  const shape =
    shapes.get(answer) ?? (z.toJSONSchema(answer, { io: 'input', unrepresentable: 'any' }) as JsonSchemaPart);
  shapes.set(answer, shape);
  return shape;
}
