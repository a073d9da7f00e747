import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

/** Milliseconds since 1970. */
const time = z.int().nonnegative();

const rest = z.object({
  /** Nothing is asked before this. */
  until: time,
  /** How long this rest is, in milliseconds; the next one without a good answer in between is longer. */
  length: z.int().positive(),
  /** The site's code that caused it. */
  code: z.int(),
});

/** A rest after a risk answer, by `egress:<address>` or `session:<mid>`: it holds over a restart, in every process. */
export type RestRecord = z.infer<typeof rest>;

export const rests: RecordKind<RestRecord> = {
  name: 'rests',
  version: 1,
  schema: rest,
  sealed: [],
  // The longest rest is an hour, and the one after it is judged by it.
  lifetime: 1 * days,
};
