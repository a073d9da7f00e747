import { BilibiliRefused, type Session } from '../api/index.ts';
import type { WatchEntry } from './watch-in-memory.ts';

/** A chat's login, if it has one. */
export interface PickedSession {
  chat: number;
  session?: Session;
  /** Whether the chat has been told that its login is invalid. */
  loginLost: boolean;
  /** Whether the login is known to be invalid, or there is none. */
  dead: boolean;
}

/** Picks the logins an account can be polled through. */
export interface SessionPicker {
  /** The logins of chats that want alerts: first new ones after a loss, last the invalid ones. */
  candidates(mid: number, entry: WatchEntry): Promise<PickedSession[]>;
  /** Records whether a login works. */
  record(session: Session, works: boolean): void;
}

/** Creates a picker for the logins that `sessionOf` gives; none is known to be invalid at first. */
export function createSessionPicker(sessionOf: SessionOf): SessionPicker {
  /** A new login is a different session, so these stay invalid. */
  const deadOnes = new WeakSet<Session>();

  const pick = async (mid: number, chat: number, loginLost: boolean): Promise<PickedSession> => {
    const session = await sessionOf(chat, mid);
    if (session === undefined) return { chat, loginLost, dead: true };
    return { chat, session, loginLost, dead: deadOnes.has(session) };
  };
  const rank = ({ dead, loginLost }: PickedSession) => (dead ? 2 : loginLost ? 0 : 1);

  return {
    async candidates(mid, { subscribers }) {
      const wanting = subscribers.filter(({ wantsPolls }) => wantsPolls);
      const picked = await Promise.all(wanting.map(({ chat, loginLost }) => pick(mid, chat, loginLost)));
      return picked.sort((a, b) => rank(a) - rank(b));
    },
    record(session, works) {
      if (works) deadOnes.delete(session);
      else deadOnes.add(session);
    },
  };
}

/** Whether the site rejects the login. */
export function isLoginRefusal(error: unknown): boolean {
  return error instanceof BilibiliRefused && error.reason === 'login';
}

/** The session of a chat's login to an account; `undefined` when there is none any more. */
export type SessionOf = (chat: number, mid: number) => Promise<Session | undefined>;
