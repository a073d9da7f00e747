import { BilibiliRefused, type Session } from '../api/index.ts';

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

/** As many requests one check takes at most. */
export const requestsPerCheck = 2;

/**
 * Looks at one person: their card, and if they have videos, the newest one. One request or two.
 * @throws BilibiliRefused, BilibiliUnreachable when the card cannot be read; of the newest video a risk answer or an
 *   expired login alone, since the rest is known without it.
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

/** Whether somebody is gone, banned, or has published no video for a year. `now` in ms. */
export function isDormant(check: PersonCheck | undefined, now: number): boolean {
  if (check === undefined) return false;
  if (check.gone || check.banned) return true;
  return check.lastPost !== undefined && check.lastPost * 1000 < now - dormantAfter;
}
