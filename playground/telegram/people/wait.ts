import type { ChatMessage, ChatRecord, JournalEntry } from '../state/chats.ts';
import type { Events } from '../state/events.ts';
import { transcript } from './transcript.ts';

/** How long to wait for something that should come at once. */
export const DEFAULT_TIMEOUT = 20_000;

/** What is waited for, and how long. */
export interface WaitOptions {
  /** Only what the bot sent or edited after this turn of the chat's journal; 0, everything, when left out. */
  after?: number;
  /** Milliseconds; 20 000 when left out, so that a busy machine is no failure. */
  timeout?: number;
  /** What is waited for, in words, for the error. */
  what?: string;
}

/**
 * Resolves with the first sending or editing by the bot that satisfies the predicate: one that has happened already,
 * or the next. It looks and listens in the same turn, so nothing falls in between.
 */
export function waitForEntry(
  events: Events,
  record: ChatRecord,
  predicate: (message: ChatMessage) => boolean,
  { after = 0, timeout, what = 'a message of the bot' }: WaitOptions = {},
): Promise<JournalEntry> {
  const find = () => record.journal.find((entry) => entry.turn > after && predicate(entry.message));
  return waitUntil(events, record, find, what, timeout);
}

/** Resolves with what `find` returns, now or after an event in this chat; rejects with the chat's transcript. */
export function waitUntil<T>(
  events: Events,
  record: ChatRecord,
  find: () => T | undefined,
  what: string,
  timeout = DEFAULT_TIMEOUT,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      try {
        const found = find();
        if (found === undefined) return false;
        resolve(found);
      } catch (error) {
        reject(error);
      }
      return true;
    };
    if (look()) return;
    const stop = events.on('event', (event) => {
      if ('chat' in event && event.chat === record.chat.id && look()) end();
    });
    const timer = setTimeout(() => {
      end();
      reject(new Error(`waited ${timeout} ms for ${what}; the chat so far:\n${transcript(record)}`));
    }, timeout);
    const end = () => {
      clearTimeout(timer);
      stop();
    };
  });
}
