/** A priority queue of up to a hundred thousand keys by due time. */
export interface DueQueue<Key> {
  /** Sets when a key is due (ms), replacing an earlier time. */
  set(key: Key, due: number): void;
  delete(key: Key): void;
  /** When a key is due. */
  due(key: Key): number | undefined;
  /** The earliest entry, which stays in the queue. */
  first(): { key: Key; due: number } | undefined;
  /** All keys, in no order. */
  keys(): Iterable<Key>;
  readonly size: number;
}

/**
 * Creates an empty queue: a binary heap with the position of each key. Keys and times are in separate arrays,
 * where a number takes 8 bytes instead of 56 for an object.
 */
export function createDueQueue<Key extends number | string>(): DueQueue<Key> {
  const keys: Key[] = [];
  const times: number[] = [];
  const places = new Map<Key, number>();

  const timeAt = (place: number) => times[place] ?? Number.POSITIVE_INFINITY;
  const put = (place: number, key: Key, due: number) => {
    keys[place] = key;
    times[place] = due;
    places.set(key, place);
  };
  /** Moves an entry to another position; returns whether there was one. */
  const move = (from: number, to: number): boolean => {
    const key = keys[from];
    if (key === undefined) return false;
    put(to, key, timeAt(from));
    return true;
  };
  /** Inserts a key, starting at a free position. */
  const insert = (free: number, key: Key, due: number) => {
    let place = free;
    for (let parent = (place - 1) >> 1; place > 0 && timeAt(parent) > due; parent = (place - 1) >> 1) {
      move(parent, place);
      place = parent;
    }
    for (;;) {
      const left = 2 * place + 1;
      const earlier = timeAt(left + 1) < timeAt(left) ? left + 1 : left;
      if (timeAt(earlier) >= due || !move(earlier, place)) break;
      place = earlier;
    }
    put(place, key, due);
  };

  return {
    set(key, due) {
      insert(places.get(key) ?? keys.length, key, due);
    },
    delete(key) {
      const place = places.get(key);
      if (place === undefined) return;
      places.delete(key);
      const last = keys.pop();
      const due = times.pop();
      if (last !== undefined && due !== undefined && last !== key) insert(place, last, due);
    },
    due(key) {
      const place = places.get(key);
      return place === undefined ? undefined : times[place];
    },
    first() {
      const [key] = keys;
      return key === undefined ? undefined : { key, due: timeAt(0) };
    },
    keys: () => places.keys(),
    get size() {
      return keys.length;
    },
  };
}
