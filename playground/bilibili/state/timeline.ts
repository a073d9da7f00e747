/** An entry of a timeline: a person and a time. */
export interface Entry {
  mid: number;
  /** Seconds since 1970. */
  at: number;
}

/**
 * People ordered by time, each at most once. Reading a page and adding at the newest end are cheap, for
 * worlds with thousands of lists of thousands of people.
 */
export interface Timeline {
  readonly size: number;
  /** Incremented by every change. */
  readonly revision: number;
  /** The time of a person's entry, in seconds; undefined without one. */
  at(mid: number): number | undefined;
  /** Adds a person or changes their time. Among equal times, the last one put is the newest. */
  put(mid: number, at: number): void;
  /** Returns whether the person had an entry. */
  remove(mid: number): boolean;
  /** Up to `take` entries, newest first, after skipping the newest `skip`. */
  page(skip: number, take: number): Entry[];
  /** How many entries are newer than this person's; -1 without one. */
  rank(mid: number): number;
  /** All entries, newest first. */
  newest(): Generator<Entry>;
}

export function createTimeline(): Timeline {
  // Two flat arrays, oldest first, take less memory than entry objects: a world has millions.
  const mids: number[] = [];
  const times: number[] = [];
  const known = new Map<number, number>();
  let revision = 0;

  /** The first position whose time is at least `at`, or above it with `after`. */
  const insertionPoint = (at: number, after: boolean) => {
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
    return at === undefined ? -1 : mids.indexOf(mid, insertionPoint(at, false));
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
      const position = insertionPoint(at, true);
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
