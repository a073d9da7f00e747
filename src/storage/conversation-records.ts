import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

/**
 * State of an open question to a user, by `chat:user`: JSON of the conversations plugin. Sealed, since it
 * contains typed text.
 */
export type ConversationRecord = object;

export const conversations: RecordKind<ConversationRecord> = {
  name: 'conversations',
  schema: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  sealed: 'all',
  lifetime: day,
};
