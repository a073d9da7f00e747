import type { Person } from '../../src/api/index.ts';
import { createRandom } from './random.ts';

/** Somebody who follows, and since when, ms. */
export interface Follow {
  mid: number;
  at: number;
}

/** An account and the fans a day brings it. */
export interface Account {
  mid: number;
  /** `quiet`: at most two a day. `some`: one to four an hour. `busy`: ten an hour, and rushes. */
  kind: 'quiet' | 'some' | 'busy';
  /** Fans from before the day, newest first. */
  before: readonly Follow[];
  /** Fans of the day, oldest first. */
  follows: readonly Follow[];
}

const hour = 3600_000;
const fansBefore = 60;

/** Seven in ten are quiet, one in twenty is busy; the same day every time. */
export function accountsOfADay(count: number, midnight: number, length: number): Account[] {
  const random = createRandom(1);
  const between = (least: number, most: number) => least + random() * (most - least);
  let people = 3_490_000_000_000_000;
  const follow = (at: number): Follow => {
    people += 1;
    return { mid: people, at: Math.round(at) };
  };
  /** Moments that come at random, so many an hour. */
  const moments = (from: number, to: number, anHour: number) => {
    const found: number[] = [];
    for (let at = from; ; ) {
      at -= (Math.log(1 - random()) / anHour) * hour;
      if (at >= to) return found;
      found.push(at);
    }
  };
  const end = midnight + length;
  const times = (kind: Account['kind']): number[] => {
    switch (kind) {
      case 'quiet':
        return Array.from({ length: Math.floor(between(0, 3)) }, () => between(midnight, end));
      case 'some':
        return moments(midnight, end, between(1, 4));
      case 'busy': {
        // Rushes of half an hour, as a new video brings them.
        const rushes = Array.from({ length: 3 }, () => between(midnight, end - hour));
        return [
          ...moments(midnight, end, 10),
          ...rushes.flatMap((from) => moments(from, from + hour / 2, between(100, 400))),
        ];
      }
    }
  };
  return Array.from({ length: count }, (_, index) => {
    const kind = index % 20 === 0 ? 'busy' : index % 20 <= 5 ? 'some' : 'quiet';
    const before = Array.from({ length: fansBefore }, (_, age) => follow(midnight - (age + 1) * hour));
    const follows = times(kind)
      .sort((a, b) => a - b)
      .map(follow);
    return { mid: 100_001 + index, kind, before, follows };
  });
}

/** How the site's list shows somebody. */
export function personOf({ mid, at }: Follow): Person {
  return {
    mid,
    uname: `${mid}`,
    face: '',
    sign: '',
    official_verify: { type: -1, desc: '' },
    vip: undefined,
    relation: 'none',
    mtime: Math.floor(at / 1000),
    tag: [],
    special: false,
    contract_info: undefined,
    live: undefined,
  };
}
