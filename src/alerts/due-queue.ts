/** What is due when: a hundred thousand keys, of which the earliest is found without looking at the others. */
export interface DueQueue<Key> {
  /** Sets when a key is due (ms), in place of an earlier time. */
  set(key: Key, due: number): void;
  delete(key: Key): void;
  /** When a key is due. */
  due(key: Key): number | undefined;
  /** The earliest; it stays. */
  first(): { key: Key; due: number } | undefined;
  /** All keys, in no order. */
  keys(): Iterable<Key>;
  readonly size: number;
}

/**
 * An empty one: a binary heap that knows the place of each key. Keys and times stand in arrays of their own, in which a number
 * takes 8 bytes, where an object for each of them would take 56.
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
  /** Moves what stands at a place to another; whether something stands there. */
  const move = (from: number, to: number): boolean => {
    const key = keys[from];
    if (key === undefined) return false;
    put(to, key, timeAt(from));
    return true;
  };
  /** Puts a key into the order, beginning at a place that is free. */
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
