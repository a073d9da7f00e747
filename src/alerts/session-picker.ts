import { BilibiliRefused, type Session } from '../api/index.ts';
import type { SessionOf } from './ports.ts';
import type { WatchEntry } from './watch-entry.ts';

/** A chat's login, if it has one. */
export interface PickedSession {
  chat: number;
  session?: Session;
  /** The chat has been told that its login does not work. */
  loginLost: boolean;
  /** As far as is known, it does not work. */
  dead: boolean;
}

/** The logins an account can be polled through. */
export interface SessionPicker {
  /**
   * Those of the chats that want to be told of something: first the ones that are new after the chat's was lost, last
   * the ones that do not work.
   */
  candidates(mid: number, entry: WatchEntry): Promise<PickedSession[]>;
  /** A login was found to work, or not to. */
  record(session: Session, works: boolean): void;
}

/** Picks among the logins that `sessionOf` gives; none is known to be dead yet. */
export function createSessionPicker(sessionOf: SessionOf): SessionPicker {
  /** A new login of a chat is another session, so these stay dead. */
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

/** Whether the site does not take the login. */
export function isLoginRefusal(error: unknown): boolean {
  return error instanceof BilibiliRefused && error.reason === 'login';
}
