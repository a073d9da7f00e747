import { badRequest } from '../errors.ts';

/** The bot's answer to a press: a toast, an alert, a link, or nothing. */
export interface CallbackAnswer {
  text?: string;
  showAlert: boolean;
  url?: string;
}

/** Who pressed a button, and in which chat. */
export interface Presser {
  user: number;
  chat: number;
}

/** Callback queries. */
export interface Callbacks {
  /** Opens a query; `answered` is called when the bot answers. Returns the query's id. */
  open(press: Presser, answered: (answer: CallbackAnswer, query: string) => void): string;
  /** Who pressed, answered or not, as long as the bot may send that person an ephemeral message. */
  presser(query: string): Presser | undefined;
  /** @throws TelegramRefused for an unknown, answered or expired query */
  answer(query: string, answer: CallbackAnswer): void;
  /** Stops waiting for the answer; the query can still be answered. */
  forget(query: string): void;
}

// Not documented; bots in production get the error after about half a minute.
const LIFETIME = 30_000;
/** Documented: how long after a press a bot may send that person an ephemeral message. */
const PRESSER_LIFETIME = 15_000;
const FIRST_ID = 3_006_477_107_000_000_001n;

/** @param now milliseconds */
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
