/** What a look at one person tells that no list does. */
export interface PersonCheck {
  /** There is no such account any more. */
  gone: boolean;
  /** Banned by the site. */
  banned: boolean;
  level?: number;
  fans?: number;
  /** How many videos they have published. */
  posts?: number;
  /** When the newest of them was, in seconds; missing where the site does not say. */
  lastPost?: number;
}

/** Without a new video for so long an account is dormant, ms. */
const dormantAfter = 365 * 24 * 60 * 60 * 1000;

/** Whether somebody is gone, banned, or has published no video for a year. `now` in ms. */
export function isDormant(check: PersonCheck | undefined, now: number): boolean {
  if (check === undefined) return false;
  if (check.gone || check.banned) return true;
  return check.lastPost !== undefined && check.lastPost * 1000 < now - dormantAfter;
}
