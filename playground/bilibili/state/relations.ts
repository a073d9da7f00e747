import { createTimeline, type Timeline } from './timeline.ts';

/**
 * One person's relation to another: 0 none, 1 quiet follow (old ones only), 2 follows, 6 mutual, 128 blocked.
 */
export type Attribute = 0 | 1 | 2 | 6 | 128;

/**
 * Who follows and blocks whom. Edits keep the site's invariants: a follow is in both people's lists, becoming
 * mutual updates the time of both follows, and a block ends both. Times are seconds since 1970.
 */
export interface Relations {
  followings(mid: number): Timeline;
  fans(mid: number): Timeline;
  /** Quiet follows; they do not add to the other person's fans. */
  whispers(mid: number): Timeline;
  blacks(mid: number): Timeline;
  attribute(from: number, to: number): Attribute;
  /** When the relation began, in seconds; 0 when there is none. */
  mtime(from: number, to: number): number;
  follow(from: number, to: number, at: number): void;
  unfollow(from: number, to: number): boolean;
  whisper(from: number, to: number, at: number): void;
  unwhisper(from: number, to: number): boolean;
  block(from: number, to: number, at: number): void;
  unblock(from: number, to: number): boolean;
  /** Removes a person from all lists, and empties their own. */
  forget(mid: number): void;
}

/** @param ended called for each ordinary follow that ends */
export function createRelations(ended: (from: number, to: number) => void): Relations {
  const followings = createTimelines();
  const fans = createTimelines();
  const whispers = createTimelines();
  const blacks = createTimelines();

  const put = (from: number, to: number, at: number) => {
    followings.make(from).put(to, at);
    fans.make(to).put(from, at);
  };
  const unfollow = (from: number, to: number) => {
    if (!followings.of(from).remove(to)) return false;
    fans.of(to).remove(from);
    ended(from, to);
    return true;
  };
  const unwhisper = (from: number, to: number) => whispers.of(from).remove(to);
  /** A follow removes any block between the two. */
  const removeBlocks = (a: number, b: number) => {
    blacks.of(a).remove(b);
    blacks.of(b).remove(a);
  };
  return {
    followings: followings.of,
    fans: fans.of,
    whispers: whispers.of,
    blacks: blacks.of,
    attribute(from, to) {
      if (blacks.of(from).at(to) !== undefined) return 128;
      if (followings.of(from).at(to) !== undefined) {
        return followings.of(to).at(from) === undefined ? 2 : 6;
      }
      return whispers.of(from).at(to) === undefined ? 0 : 1;
    },
    mtime(from, to) {
      return blacks.of(from).at(to) ?? followings.of(from).at(to) ?? whispers.of(from).at(to) ?? 0;
    },
    follow(from, to, at) {
      unwhisper(from, to);
      removeBlocks(from, to);
      const back = followings.of(to).at(from);
      if (back === undefined) {
        put(from, to, at);
      } else {
        const mutual = Math.max(at, back);
        put(to, from, mutual);
        put(from, to, mutual);
      }
    },
    unfollow,
    whisper(from, to, at) {
      unfollow(from, to);
      removeBlocks(from, to);
      whispers.make(from).put(to, at);
    },
    unwhisper,
    block(from, to, at) {
      unfollow(from, to);
      unfollow(to, from);
      unwhisper(from, to);
      unwhisper(to, from);
      blacks.make(from).put(to, at);
    },
    unblock: (from, to) => blacks.of(from).remove(to),
    forget(mid) {
      for (const { mid: other } of [...followings.of(mid).newest()]) unfollow(mid, other);
      for (const { mid: other } of [...fans.of(mid).newest()]) unfollow(other, mid);
      for (const list of [whispers, blacks]) list.forget(mid);
    },
  };
}

/** Timelines by mid, created when first written to: most people have few. */
function createTimelines() {
  const timelines = new Map<number, Timeline>();
  const empty = createTimeline();
  return {
    of: (mid: number): Timeline => timelines.get(mid) ?? empty,
    make(mid: number): Timeline {
      const known = timelines.get(mid);
      if (known) return known;
      const made = createTimeline();
      timelines.set(mid, made);
      return made;
    },
    forget(mid: number): void {
      timelines.delete(mid);
      for (const timeline of timelines.values()) timeline.remove(mid);
    },
  };
}
