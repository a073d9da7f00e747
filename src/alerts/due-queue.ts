/** What is due when: thousands of keys, of which the earliest is found without looking at the others. */
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

/** An empty one: a heap whose entries are thrown away late, when their key has another time by then. */
export function createDueQueue<Key>(): DueQueue<Key> {
  interface Entry {
    key: Key;
    due: number;
  }
  const current = new Map<Key, Entry>();
  let heap: Entry[] = [];

  const at = (index: number) => heap[index]?.due ?? Number.POSITIVE_INFINITY;
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  };
  const sink = (from: number) => {
    for (let index = from; ; ) {
      const left = 2 * index + 1;
      const smaller = at(left + 1) < at(left) ? left + 1 : left;
      if (at(smaller) >= at(index)) return;
      swap(index, smaller);
      index = smaller;
    }
  };
  const push = (entry: Entry) => {
    heap.push(entry);
    for (let index = heap.length - 1; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (at(parent) <= at(index)) return;
      swap(index, parent);
      index = parent;
    }
  };
  const pop = () => {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    sink(0);
  };
  const tidy = () => {
    if (heap.length < 64 || heap.length < 4 * current.size) return;
    heap = [];
    for (const entry of current.values()) push(entry);
  };

  return {
    set(key, due) {
      const entry = { key, due };
      current.set(key, entry);
      push(entry);
      tidy();
    },
    delete(key) {
      current.delete(key);
      tidy();
    },
    due: (key) => current.get(key)?.due,
    first() {
      for (let top = heap[0]; top !== undefined; top = heap[0]) {
        if (current.get(top.key) === top) return { key: top.key, due: top.due };
        pop();
      }
      return undefined;
    },
    keys: () => current.keys(),
    get size() {
      return current.size;
    },
  };
}
