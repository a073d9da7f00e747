import type { Random } from './random.ts';

/** A login by cookie. */
export interface Session {
  readonly mid: number;
  /** The value of the cookie, percent-encoded; not recognized in any other form. */
  readonly sessdata: string;
  /** The cookie bili_jct, which every write repeats as `csrf`. */
  readonly csrf: string;
  readonly ckMd5: string;
  readonly sid: string;
  readonly refreshToken: string;
  /** Ms since 1970. */
  readonly madeAt: number;
  /** Ms since 1970. */
  readonly expiresAt: number;
  /** Whether the site asks for a renewal. */
  renewalDue: boolean;
  /** The token from the correspond page; valid for one renewal. */
  refreshCsrf?: string | undefined;
  /** The session this one replaces, valid until the renewal is confirmed. */
  replaces?: Session | undefined;
}

/** Everybody's logins, by cookie and by access key. */
export interface Sessions {
  open(mid: number, replaces?: Session): Session;
  /** The valid session of a SESSDATA, compared exactly. */
  find(sessdata: string | undefined): Session | undefined;
  end(session: Session): void;
  /** Creates an access key. */
  createAccessKey(mid: number): string;
  /** The mid of an access key. */
  ownerOf(accessKey: string | undefined): number | undefined;
  /** Ends all logins of a person. */
  expire(mid: number): void;
  /** The valid sessions of a person. */
  of(mid: number): Session[];
}

const lifetime = 180 * 86_400_000;

/** @param now ms since 1970 */
export function createSessions({ now, random }: { now(): number; random: Random }): Sessions {
  const sessions = new Map<string, Session>();
  const keys = new Map<string, number>();
  const isValid = (session: Session) => now() < session.expiresAt;
  return {
    open(mid, replaces) {
      const expiresAt = now() + lifetime;
      const session: Session = {
        mid,
        sessdata: `${random.text(8)}%2C${Math.floor(expiresAt / 1000)}%2C${random.text(5)}*${random.text(2)}`,
        csrf: random.text(32),
        ckMd5: random.text(16),
        sid: random.text(8, 'abcdefghijklmnopqrstuvwxyz0123456789'),
        refreshToken: random.text(32),
        madeAt: now(),
        expiresAt,
        renewalDue: false,
        replaces,
      };
      sessions.set(session.sessdata, session);
      return session;
    },
    find(sessdata) {
      const session = sessdata === undefined ? undefined : sessions.get(sessdata);
      return session && isValid(session) ? session : undefined;
    },
    end(session) {
      sessions.delete(session.sessdata);
    },
    createAccessKey(mid) {
      const accessKey = `${random.text(30)}b1`;
      keys.set(accessKey, mid);
      return accessKey;
    },
    ownerOf: (accessKey) => (accessKey === undefined ? undefined : keys.get(accessKey)),
    expire(mid) {
      for (const session of [...sessions.values()])
        if (session.mid === mid) sessions.delete(session.sessdata);
      for (const [accessKey, owner] of [...keys]) if (owner === mid) keys.delete(accessKey);
    },
    of: (mid) => [...sessions.values()].filter((session) => session.mid === mid && isValid(session)),
  };
}

/** The cookies of a session by name, as a browser would send them back. */
export function cookiesOf(session: Session): Record<string, string> {
  return {
    SESSDATA: session.sessdata,
    bili_jct: session.csrf,
    DedeUserID: String(session.mid),
    DedeUserID__ckMd5: session.ckMd5,
    sid: session.sid,
  };
}

/** The Set-Cookie headers of a new session. */
export function setCookiesOf(session: Session): string[] {
  const expires = new Date(session.expiresAt).toUTCString();
  return Object.entries(cookiesOf(session)).map(([name, value]) => {
    const httpOnly = name === 'SESSDATA' ? '; HttpOnly' : '';
    return `${name}=${value}; Path=/; Domain=bilibili.com; Expires=${expires}${httpOnly}; Secure`;
  });
}
