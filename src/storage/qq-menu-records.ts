import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const menu = z.object({
  message: z.int(),
  /** Until when it may be answered, in ms since 1970. */
  until: z.int(),
});

/** The message whose choices a person may type, by `chat:user`. */
export type QQMenuRecord = z.infer<typeof menu>;

export const qqMenus: RecordKind<QQMenuRecord> = {
  name: 'qq-menus',
  version: 1,
  schema: menu,
  sealed: [],
  lifetime: day,
};
