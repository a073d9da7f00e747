import * as z from 'zod';
import { languages } from '../config/languages.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();

/** Milliseconds since 1970. */
const time = z.int().nonnegative();

/** How a chat is logged in to Bilibili: by the cookies of the web site, as it gave them, or by an app's access key. */
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
  /** Address of the picture; empty when the site gave none. */
  face: z.string(),
  credential,
  madeAt: time,
});

/** Minutes after midnight. */
const minuteOfDay = z.int().min(0).max(1439);

const linkedPlace = z.object({
  /** The group. */
  chat: z.int(),
  /** The topic of a forum. */
  thread: z.int().positive().exactOptional(),
  /** Its name and that of the topic as they were when it was linked, fit to be shown. */
  title: z.string().max(200),
  topic: z.string().max(200).exactOptional(),
});

const chat = z.object({
  language: z.enum(languages).exactOptional(),
  /** What its user's Telegram spoke last, for messages that answer nothing. */
  spoken: z.enum(languages).exactOptional(),
  /** IANA name, such as Asia/Shanghai. */
  timezone: z.string().exactOptional(),
  /** The Bilibili accounts this chat is logged in to. */
  sessions: z.array(savedSession),
  /** The account that commands act for; one of `sessions`, or of those of a joined chat. */
  active: mid.exactOptional(),
  /** By the mid of an account: the group it last put somebody into from here. */
  lastGroups: z.record(z.string(), z.object({ tagid: z.int(), name: z.string() })).exactOptional(),
  /** When it is to be left alone, every day in its timezone. */
  quietHours: z.object({ from: minuteOfDay, to: minuteOfDay }).exactOptional(),
  /** Of a private chat: the groups, and topics of groups, that were linked to it. */
  links: z.array(linkedPlace).max(20).exactOptional(),
  /** Of a private chat: what must be said in a group to link it, once, and until when (ms). */
  linkCode: z.object({ code: z.string(), until: time }).exactOptional(),
  /** Of a private chat: the one it was joined to, whose settings count in both; both records must say so. */
  home: z.int().positive().exactOptional(),
  /** Of such a home: the private chats that were joined to it. */
  joined: z.array(z.int().positive()).max(8).exactOptional(),
  /** Of a private chat: the hash of the last code that was made to join others to it. */
  joinCode: z.string().exactOptional(),
  /** Of a private chat: its user's name when they last joined it or asked for a code, fit to be shown. */
  userName: z.string().max(200).exactOptional(),
  /** Of a linked group: the user whose logins count in it, and their name, fit to be shown. */
  owner: z.object({ id: z.int().positive(), name: z.string().max(200) }).exactOptional(),
});

/** What is kept of a chat, by chat id. */
export type ChatRecord = z.infer<typeof chat>;

/** A group, or a topic of one, that was linked to a chat. */
export type LinkedGroup = z.infer<typeof linkedPlace>;

export const chats: RecordKind<ChatRecord> = {
  name: 'chats',
  version: 1,
  schema: chat,
  sealed: ['sessions'],
};
