import type { Person } from '../../src/api/index.ts';
import { createRandom } from './random.ts';

/** A fan and the time of the follow, ms. */
export interface Follow {
  mid: number;
  at: number;
  /** When the fan unfollows, ms. */
  until: number;
}

/** An account and its fans of one day. */
export interface Account {
  mid: number;
  /** `quiet`: at most two fans a day. `some`: one to four an hour. `busy`: ten an hour, with peaks. */
  kind: 'quiet' | 'some' | 'busy';
  /** Fans from before the day, newest first, at the account's usual rate. */
  before: readonly Follow[];
  /** Fans of the day, oldest first. */
  follows: readonly Follow[];
}

const hour = 3600_000;
const fansBefore = 60;
/** The rate of a quiet account without fans on the day, per hour: one in ten days. */
const quietest = 1 / 240;

/**
 * Seven in ten accounts are quiet, one in twenty is busy. Deterministic.
 * @param leaving the share of the day's fans who unfollow within the hour
 */
export function accountsOfADay(count: number, midnight: number, length: number, leaving = 0): Account[] {
  const random = createRandom(1);
  const luck = createRandom(2);
  const between = (least: number, most: number) => least + random() * (most - least);
  let people = 3_490_000_000_000_000;
  const follow = (at: number): Follow => {
    people += 1;
    const until = luck() < leaving ? at + luck() * hour : Number.POSITIVE_INFINITY;
    return { mid: people, at: Math.round(at), until };
  };
  /** The random time until the next fan, ms. */
  const pause = (anHour: number) => (-Math.log(1 - random()) / anHour) * hour;
  const moments = (from: number, to: number, anHour: number) => {
    const found: number[] = [];
    for (let at = from + pause(anHour); at < to; at += pause(anHour)) found.push(at);
    return found;
  };
  const end = midnight + length;
  const day = (kind: Account['kind']): { rate: number; times: number[] } => {
    switch (kind) {
      case 'quiet': {
        const times = Array.from({ length: Math.floor(between(0, 3)) }, () => between(midnight, end));
        return { rate: Math.max(quietest, times.length / (length / hour)), times };
      }
      case 'some': {
        const rate = between(1, 4);
        return { rate, times: moments(midnight, end, rate) };
      }
      case 'busy': {
        // Peaks of half an hour, as after a new video.
        const rushes = Array.from({ length: 3 }, () => between(midnight, end - hour));
        const times = rushes.flatMap((from) => moments(from, from + hour / 2, between(100, 400)));
        return { rate: 10, times: [...moments(midnight, end, 10), ...times] };
      }
    }
  };
  return Array.from({ length: count }, (_, index) => {
    const kind = index % 20 === 0 ? 'busy' : index % 20 <= 5 ? 'some' : 'quiet';
    const { rate, times } = day(kind);
    let at = midnight;
    const before = Array.from({ length: fansBefore }, () => {
      at -= pause(rate);
      return { ...follow(at), until: Number.POSITIVE_INFINITY };
    });
    return { mid: 100_001 + index, kind, before, follows: times.sort((a, b) => a - b).map(follow) };
  });
}

/** A person as in the site's lists. */
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
