import type { ChatMessage, ChatRecord, JournalEntry } from '../state/chats.ts';
import type { Events } from '../state/events.ts';
import { transcript } from './transcript.ts';

/** How long to wait for something that should happen at once, ms. */
export const DEFAULT_TIMEOUT = 20_000;

/** What to wait for, and how long. */
export interface WaitOptions {
  /** Only messages and edits after this turn of the chat's journal; 0 when omitted. */
  after?: number;
  /** In ms; 20 000 when omitted, so that tests pass on a busy machine. */
  timeout?: number;
  /** A description for the error. */
  what?: string;
}

/**
 * Resolves with the bot's first message or edit that satisfies the predicate, past or future. Checks and
 * subscribes in the same tick, so nothing is missed in between.
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

/** Resolves with what `find` returns, now or after an event in the chat; rejects with the transcript. */
export function waitUntil<T>(
  events: Events,
  record: ChatRecord,
  find: () => T | undefined,
  what: string,
  timeout = DEFAULT_TIMEOUT,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = (): boolean => {
      try {
        const found = find();
        if (found === undefined) return false;
        resolve(found);
      } catch (error) {
        reject(error);
      }
      return true;
    };
    if (check()) return;
    const stop = events.on('event', (event) => {
      if ('chat' in event && event.chat === record.chat.id && check()) end();
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
