import { createHash } from 'node:crypto';

/**
 * Which of some places a key belongs to: the same in every process, whatever the order of the places. Where one is added,
 * only its share of the keys moves, all of it to the new one; where one is taken away, only its own keys move.
 * (Rendezvous hashing: each place draws a number for the key, and the highest has it.)
 * @param ids what tells the places apart; one at least
 * @returns from a key to the index of its place
 */
export function createRendezvousHash(ids: readonly string[]): (key: string) => number {
  const seeds = Uint32Array.from(ids, (id) => createHash('sha256').update(id).digest().readUInt32LE(0));
  return (key) => {
    if (seeds.length === 1) return 0;
    const hashed = hash(key);
    let chosen = 0;
    let highest = -1;
    // By index: it is asked for each request, and there may be a hundred places.
    for (let index = 0; index < seeds.length; index += 1) {
      const drawn = mix((seeds[index] ?? 0) ^ hashed);
      if (drawn <= highest) continue;
      highest = drawn;
      chosen = index;
    }
    return chosen;
  };
}

/** FNV-1a, 32 bits; then mixed, since keys that differ in their last digit must not stay close. */
function hash(text: string): number {
  let hashed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hashed = Math.imul(hashed ^ text.charCodeAt(at), 0x01000193);
  return mix(hashed);
}

/** The finalizer of MurmurHash3: every bit of the result hangs on every bit given. */
function mix(given: number): number {
  let mixed = given;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
