import { badRequest } from '../errors.ts';

/** What the bot answers to a press: a toast, an alert, a link, or nothing (the spinner stops). */
export interface CallbackAnswer {
  text?: string;
  showAlert: boolean;
  url?: string;
}

/** Who pressed, and in which chat. */
export interface Presser {
  user: number;
  chat: number;
}

/** Presses that wait for the bot's answer. */
export interface Callbacks {
  /** Opens a query; `answered` is called once, when the bot answers. Returns the query's id. */
  open(press: Presser, answered: (answer: CallbackAnswer, query: string) => void): string;
  /** Whose press a query is, answered or not, for as long as it lets a bot answer that person alone. */
  presser(query: string): Presser | undefined;
  /** Throws what Telegram says to an unknown, answered or expired query. */
  answer(query: string, answer: CallbackAnswer): void;
  /** The person stopped waiting; the query can still be answered. */
  forget(query: string): void;
}

// Telegram publishes no figure; bots in the field see the error from about half a minute on.
const LIFETIME = 30_000;
/** Documented: how long after a press a bot may answer one person who pressed. */
const PRESSER_LIFETIME = 15_000;
const FIRST_ID = 3_006_477_107_000_000_001n;

/** Makes an empty register of queries; `now` in milliseconds. */
export function createCallbacks(now: () => number): Callbacks {
  const open = new Map<string, { at: number; answered: (answer: CallbackAnswer, query: string) => void }>();
  const pressers = new Map<string, Presser & { at: number }>();
  let next = FIRST_ID;
  return {
    open(presser, answered) {
      const query = String(next);
      next += 1n;
      open.set(query, { at: now(), answered });
      pressers.set(query, { ...presser, at: now() });
      return query;
    },
    presser(query) {
      for (const [id, { at }] of pressers) if (now() - at > PRESSER_LIFETIME) pressers.delete(id);
      return pressers.get(query);
    },
    answer(query, answer) {
      const found = open.get(query);
      open.delete(query);
      if (!found || now() - found.at > LIFETIME) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      found.answered(answer, query);
    },
    forget(query) {
      const found = open.get(query);
      if (found) open.set(query, { at: found.at, answered: () => undefined });
    },
  };
}
