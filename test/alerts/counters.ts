import { BilibiliUnreachable } from '../../src/api/index.ts';
import { withMethods } from '../support/with-methods.ts';
import { chat, type Engine, me, minute, type Site } from './site.ts';

/** What a site that shows counters in one of several ways says of an account that has so many fans. */
export type Counter = (fans: number, now: number, mid: number) => number;

/** The ways of a site's counters. */
export const counters = {
  get true(): Counter {
    return (fans) => fans;
  },
  /** By two minutes. */
  get late(): Counter {
    const seen = new Map<number, { at: number; fans: number }[]>();
    return (fans, now, mid) => {
      const all = [...(seen.get(mid) ?? []), { at: now, fans }];
      seen.set(mid, all);
      return (all.findLast(({ at }) => at <= now - 2 * minute) ?? all[0])?.fans ?? fans;
    };
  },
  get stuck(): Counter {
    return () => 4711;
  },
  /** Another number each time. */
  get lying(): Counter {
    let count = 0;
    return () => {
      count += 1;
      return count;
    };
  },
  get refused(): Counter {
    return () => {
      throw new BilibiliUnreachable({ why: 'timeout', endpoint: 'x/relation/stats' });
    };
  },
} satisfies Record<string, Counter>;

/**
 * The chat watches so many accounts, on a site with such counters, so that they are probed; gives how often they were, and of
 * each request through whose login it was made and about whom.
 */
export async function watchManyWith(
  site: Pick<Site, 'people' | 'login' | 'clock' | 'world'> & Pick<Engine, 'watch'>,
  counter: Counter,
  count = 8,
): Promise<{ mids: number[]; probes: () => number; asked: { by: number; about: number[] }[] }> {
  let probes = 0;
  const asked: { by: number; about: number[] }[] = [];
  const mids = [me, ...site.people(count - 1)];
  for (const mid of mids) {
    const session = site.login(chat, mid);
    const stats = async ({ mids: about }: { mids: number[] }) => {
      if (!about.some((one) => mids.includes(one))) return {};
      probes += 1;
      asked.push({ by: mid, about });
      return Object.fromEntries(
        about.map((one) => {
          const follower = counter(site.world.fansOf(one).length, site.clock.now(), one);
          return [one, { mid: one, following: 0, whisper: 0, black: 0, follower }];
        }),
      );
    };
    site.login(chat, mid, withMethods(session, { people: { stats } }));
    await site.watch({}, chat, mid);
  }
  return { mids, probes: () => probes, asked };
}
