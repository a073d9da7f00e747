import * as z from 'zod';
import { languages } from '../config/languages.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();

/** ms since 1970 */
const time = z.int().nonnegative();

/** Credentials of a Bilibili login: the cookies of the web site, or an app's access key. */
const credential = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cookie'),
    cookies: z.record(z.string(), z.string()),
    refreshToken: z.string().exactOptional(),
    madeAt: time,
    renewedAt: time.exactOptional(),
    checkedAt: time.exactOptional(),
  }),
  z.object({ kind: z.literal('accessKey'), accessKey: z.string(), madeAt: time }),
]);

const savedSession = z.object({
  mid,
  name: z.string(),
  /** URL of the avatar; empty when the site gave none. */
  face: z.string(),
  credential,
  madeAt: time,
});

/** Minutes after midnight */
const minuteOfDay = z.int().min(0).max(1439);

const linkedPlace = z.object({
  /** Chat id of the group. */
  chat: z.int(),
  /** Topic of a forum group. */
  thread: z.int().positive().exactOptional(),
  /** The group's and the topic's name when linked, safe to show. */
  title: z.string().max(200),
  topic: z.string().max(200).exactOptional(),
});

const chat = z.object({
  language: z.enum(languages).exactOptional(),
  /** Last known language of the user's Telegram app, for messages that are not answers. */
  spoken: z.enum(languages).exactOptional(),
  /** IANA name, such as Asia/Shanghai. */
  timezone: z.string().exactOptional(),
  /** The chat's Bilibili logins. */
  sessions: z.array(savedSession),
  /** The account that commands use: one of `sessions`, or of a joined chat's. */
  active: mid.exactOptional(),
  /** By account mid: the group to which a person was last added from this chat. */
  lastGroups: z.record(z.string(), z.object({ tagid: z.int(), name: z.string() })).exactOptional(),
  /** Daily quiet hours, in the chat's timezone. */
  quietHours: z.object({ from: minuteOfDay, to: minuteOfDay }).exactOptional(),
  /** Only private chats: groups and topics linked to it. */
  links: z.array(linkedPlace).max(20).exactOptional(),
  /** Only private chats: the one-time code that links a group, and until when it is valid (ms). */
  linkCode: z.object({ code: z.string(), until: time }).exactOptional(),
  /**
   * Only private chats: the home chat it was joined to, whose settings apply to both. Both records must
   * agree.
   */
  home: z.int().positive().exactOptional(),
  /** Only home chats: the private chats joined to it. */
  joined: z.array(z.int().positive()).max(8).exactOptional(),
  /** Only private chats: hash of the last code for joining others to it. */
  joinCode: z.string().exactOptional(),
  /** Only private chats: the user's name when they last joined it or asked for a code, safe to show. */
  userName: z.string().max(200).exactOptional(),
  /** Only linked groups: the user whose logins are used in it, and their name, safe to show. */
  owner: z.object({ id: z.int().positive(), name: z.string().max(200) }).exactOptional(),
});

/** Settings and logins of a chat, by chat id. */
export type ChatRecord = z.infer<typeof chat>;

/** A group, or a topic of one, linked to a chat. */
export type LinkedGroup = z.infer<typeof linkedPlace>;

export const chats: RecordKind<ChatRecord> = { name: 'chats', schema: chat, sealed: ['sessions'] };
