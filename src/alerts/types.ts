import type { WatchRecord } from '../storage/index.ts';

/** What one chat has to do with one watched account. */
export type Watcher = WatchRecord['chats'][string];
/** What a chat wants to be told. */
export type AlertSettings = Watcher['settings'];
/** What a chat still has to be told of one account. */
export type Pending = NonNullable<Watcher['pending']>;
/** People to tell of: the first with details, then mids, then only how many. */
export type Batch = Pending['fans'];
/** A new fan with what the list said of them; `at` in seconds. */
export type Fan = Batch['first'][number];
/** Something that is wrong, or well again. */
export type Notice = Pending['notices'][number];

/** Where alerts go: a chat, and in a forum the topic. */
export interface Place {
  chat: number;
  thread?: number;
}

/** Whether two places are the same. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.chat === other.chat && one.thread === other.thread;
}

/** Where the alerts of a chat that watches go. */
export function placeFor({ to }: Pick<Watcher, 'to'>, chat: number): Place {
  return to ?? { chat };
}

/** What a chat is told that asked for nothing else. */
export const usualSettings: AlertSettings = { fans: true, lost: false, milestones: true, refollowDays: 30 };

/** Whether a chat wants to be told of anything at all; for one that does not, the site is not asked. */
export function wantsLooks({ fans, lost, milestones }: AlertSettings): boolean {
  return fans || lost || milestones;
}

/** Seconds by which the site's answers may lag behind what happened. */
export const lag = 600;
/** How many fans of an account the site shows by name. */
export const shown = 1000;
/** People on a page; the site gives no more. */
export const pageSize = 50;

/** Lengths of time, in milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
