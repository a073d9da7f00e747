import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const button = z.custom<object>((value) => typeof value === 'object' && value !== null);

const message = z.object({
  /** Seconds since 1970 */
  date: z.int(),
  text: z.string(),
  /** Links in the text; offsets in UTF-16 units. */
  links: z.array(z.object({ offset: z.int(), length: z.int(), url: z.string() })).exactOptional(),
  shape: z.enum(['text', 'photo', 'document']),
  /** Rows of buttons of the Bot API. */
  keyboard: z.array(z.array(button)),
  answers: z.int().exactOptional(),
  theirs: z.literal(true).exactOptional(),
  parts: z.array(
    z.object({
      id: z.string(),
      quotedAs: z.string().exactOptional(),
      /** ms since 1970 */
      at: z.number(),
      media: z.boolean(),
    }),
  ),
  files: z
    .array(
      z.object({
        name: z.string(),
        /** Bytes. */
        size: z.number().exactOptional(),
        reference: z.string(),
        group: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
});

/**
 * A message on QQ that can be edited, recalled, quoted or pressed, by `chat:message`. Sealed, since it may
 * contain a private note.
 */
export type QQMessageRecord = z.infer<typeof message>;

export const qqMessages: RecordKind<QQMessageRecord> = {
  name: 'qq-messages',
  schema: message,
  sealed: ['text', 'links', 'files'],
  lifetime: day,
};

const unsent = z.object({
  text: z.string(),
  /** Entities of the Bot API. */
  entities: z.array(button),
  /** Rows of buttons of the Bot API. */
  keyboard: z.array(z.array(button)),
  quotes: z.int().exactOptional(),
});

/** A message for QQ that could not be sent yet, by `chat:message`. */
export type QQUnsentRecord = z.infer<typeof unsent>;

export const qqUnsent: RecordKind<QQUnsentRecord> = {
  name: 'qq-unsent',
  schema: unsent,
  sealed: 'all',
  lifetime: 30 * day,
};

const messageName = z.object({ message: z.int() });

/** The message behind a QQ message id, by `chat:name`. */
export type QQMessageNameRecord = z.infer<typeof messageName>;

export const qqMessageNames: RecordKind<QQMessageNameRecord> = {
  name: 'qq-message-names',
  schema: messageName,
  sealed: [],
  lifetime: day,
};

const menu = z.object({
  message: z.int(),
  /** Until when it may be answered, in ms since 1970. */
  until: z.int(),
});

/** The message whose choices a person may type, by `chat:user`. */
export type QQMenuRecord = z.infer<typeof menu>;

export const qqMenus: RecordKind<QQMenuRecord> = {
  name: 'qq-menus',
  schema: menu,
  sealed: [],
  lifetime: day,
};

const openid = z.object({
  openid: z.string(),
  /** Day on which it was last found in use, in days since 1970; older programs did not write it. */
  usedOn: z.int().nonnegative().exactOptional(),
});

/** The openid of a number on QQ's official platform, by the number in decimal. */
export type OpenidRecord = z.infer<typeof openid>;

export const openids: RecordKind<OpenidRecord> = { name: 'openids', schema: openid, sealed: [] };

const openidNumber = z.object({ number: z.int().positive() });

/** The number of an openid, by the openid. */
export type OpenidNumberRecord = z.infer<typeof openidNumber>;

export const openidNumbers: RecordKind<OpenidNumberRecord> = {
  name: 'openid-numbers',
  schema: openidNumber,
  sealed: [],
};
