import { cookiesOf } from '../state/sessions.ts';
import type { Site } from '../state/site.ts';

/** Logging people in and out behind the site's back. */
export interface Logins {
  /** A new login by cookie: the cookies by name, percent-encoded as a browser holds them, with those of the browser itself. */
  login(mid: number): { cookies: Record<string, string>; refreshToken: string };
  /** A new access key. */
  accessKey(mid: number): string;
  /** Ends every login of a person: they are answered -101 from now on. */
  expire(mid: number): void;
  /** From now on the site tells a person's present logins to renew their cookies. */
  askRenewal(mid: number): void;
  /** How many logins by cookie a person has. */
  sessionsOf(mid: number): number;
}

/** Logins to a site. */
export function createLogins({ people, sessions, events }: Site): Logins {
  return {
    login(mid) {
      const session = sessions.open(people.needed(mid).mid);
      events.emit('change');
      return { cookies: { ...cookiesOf(session), ...deviceOf(mid) }, refreshToken: session.refreshToken };
    },
    accessKey: (mid) => sessions.key(people.needed(mid).mid),
    expire(mid) {
      sessions.expire(mid);
      events.emit('change');
    },
    askRenewal(mid) {
      for (const session of sessions.of(mid)) session.due = true;
    },
    sessionsOf: (mid) => sessions.of(mid).length,
  };
}

/** What the site has assigned to the browser of a person. */
function deviceOf(mid: number): Record<string, string> {
  return { buvid3: `BROWSER-OF-${mid}infoc`, buvid4: `BROWSER-OF-${mid}%2B%3D%3D` };
}
