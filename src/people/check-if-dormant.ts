import { BilibiliRefused, type Session } from '../api/index.ts';
import { day } from '../time-units.ts';

/** Facts about a person that no list contains. */
export interface PersonCheck {
  /** The account no longer exists. */
  gone: boolean;
  /** Banned by the site. */
  banned: boolean;
  level?: number;
  fans?: number;
  /** Number of published videos. */
  posts?: number;
  /** When the newest video was published, in seconds since 1970; missing when the site does not say. */
  lastPost?: number;
}

/** An account without a new video for this long is dormant, in ms. */
const dormantAfter = 365 * day;

/** Most requests one check makes. */
export const requestsPerCheck = 2;

/**
 * Checks one person: their card and, if they have videos, the newest one. One or two requests.
 * @throws BilibiliRefused, BilibiliUnreachable when the card cannot be read; for the newest video only a risk
 *   answer or an expired login, since the other facts are known without it
 */
export async function checkPerson(session: Session, mid: number, signal?: AbortSignal): Promise<PersonCheck> {
  try {
    const { card, follower, archive_count: posts } = await session.people.card({ mid }, { signal });
    const level = card.level_info?.current_level;
    const banned = card.spacesta === -2;
    const lastPost = posts !== undefined && posts > 0 ? await newestPost(session, mid, signal) : undefined;
    return {
      gone: false,
      banned,
      fans: follower,
      ...(level !== undefined && { level }),
      ...(posts !== undefined && { posts }),
      ...(lastPost !== undefined && { lastPost }),
    };
  } catch (error) {
    if (error instanceof BilibiliRefused && error.reason === 'gone') return { gone: true, banned: false };
    throw error;
  }
}

async function newestPost(session: Session, mid: number, signal?: AbortSignal): Promise<number | undefined> {
  try {
    const { list } = await session.videos.ofUploader({ mid, ps: 1 }, { signal });
    return list?.[0]?.created;
  } catch (error) {
    if (error instanceof BilibiliRefused && !['login', 'risk'].includes(error.reason)) return undefined;
    throw error;
  }
}

/** Whether a person is gone, banned, or has published no video for a year. `now` in ms since 1970. */
export function isDormant(check: PersonCheck | undefined, now: number): boolean {
  if (check === undefined) return false;
  if (check.gone || check.banned) return true;
  return check.lastPost !== undefined && check.lastPost * 1000 < now - dormantAfter;
}
