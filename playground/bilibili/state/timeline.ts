/** One place in a timeline: a person and the second something happened with them. */
export interface Entry {
  mid: number;
  /** Seconds since 1970. */
  at: number;
}

/**
 * People in the order of a time, each once. A page is cut out of the middle without looking at the rest, and adding at
 * the newest end is cheap, so thousands of lists of thousands are no burden.
 */
export interface Timeline {
  readonly size: number;
  /** Goes up with every change. */
  readonly revision: number;
  /** When, in seconds; undefined when the person is not in it. */
  at(mid: number): number | undefined;
  /** Adds a person, or moves them to another time. Among equal times the last to come is the newest. */
  put(mid: number, at: number): void;
  /** Whether the person was in it. */
  remove(mid: number): boolean;
  /** At most `take` entries, newest first, after the newest `skip`. */
  page(skip: number, take: number): Entry[];
  /** How many are newer than this person; -1 when the person is not in it. */
  rank(mid: number): number;
  /** Everyone, newest first, one at a time. */
  newest(): Generator<Entry>;
}

/** An empty timeline. */
export function createTimeline(): Timeline {
  // Two flat arrays, oldest first, instead of entries: a world holds millions of them.
  const mids: number[] = [];
  const times: number[] = [];
  const known = new Map<number, number>();
  let revision = 0;

  /** The first position whose time is not below `at`, or above it when `after` is set. */
  const seek = (at: number, after: boolean) => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const time = times[middle] ?? 0;
      if (time < at || (after && time === at)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const positionOf = (mid: number) => {
    const at = known.get(mid);
    return at === undefined ? -1 : mids.indexOf(mid, seek(at, false));
  };
  const entry = (position: number): Entry => ({ mid: mids[position] ?? 0, at: times[position] ?? 0 });
  const remove = (mid: number) => {
    const position = positionOf(mid);
    if (position < 0) return false;
    mids.splice(position, 1);
    times.splice(position, 1);
    known.delete(mid);
    revision += 1;
    return true;
  };

  return {
    get size() {
      return mids.length;
    },
    get revision() {
      return revision;
    },
    at: (mid) => known.get(mid),
    put(mid, at) {
      remove(mid);
      const position = seek(at, true);
      if (position === mids.length) {
        mids.push(mid);
        times.push(at);
      } else {
        mids.splice(position, 0, mid);
        times.splice(position, 0, at);
      }
      known.set(mid, at);
      revision += 1;
    },
    remove,
    page(skip, take) {
      const entries: Entry[] = [];
      const first = mids.length - 1 - skip;
      const last = Math.max(-1, first - take);
      for (let position = first; position > last; position -= 1) entries.push(entry(position));
      return entries;
    },
    rank(mid) {
      const position = positionOf(mid);
      return position < 0 ? -1 : mids.length - 1 - position;
    },
    *newest() {
      for (let position = mids.length - 1; position >= 0; position -= 1) yield entry(position);
    },
  };
}
