import { cookiesOf } from '../state/sessions.ts';
import type { Site } from '../state/site.ts';

/** Logs people in and out directly, without requests. */
export interface Logins {
  /** Logs in by cookie. Cookies by name, percent-encoded as in a browser, with the device cookies. */
  login(mid: number): { cookies: Record<string, string>; refreshToken: string };
  /** Creates an access key. */
  accessKey(mid: number): string;
  /** Ends all logins of a person: their requests get -101. */
  expire(mid: number): void;
  /** Makes the site ask for renewal of the person's current logins. */
  askRenewal(mid: number): void;
  /** How many cookie sessions a person has. */
  sessionsOf(mid: number): number;
}

export function createLogins({ people, sessions, events }: Site): Logins {
  return {
    login(mid) {
      const session = sessions.open(people.mustGet(mid).mid);
      events.emit('change');
      return { cookies: { ...cookiesOf(session), ...deviceOf(mid) }, refreshToken: session.refreshToken };
    },
    accessKey: (mid) => sessions.createAccessKey(people.mustGet(mid).mid),
    expire(mid) {
      sessions.expire(mid);
      events.emit('change');
    },
    askRenewal(mid) {
      for (const session of sessions.of(mid)) session.renewalDue = true;
    },
    sessionsOf: (mid) => sessions.of(mid).length,
  };
}

/** The device cookies of a person's browser. */
function deviceOf(mid: number): Record<string, string> {
  return { buvid3: `BROWSER-OF-${mid}infoc`, buvid4: `BROWSER-OF-${mid}%2B%3D%3D` };
}
