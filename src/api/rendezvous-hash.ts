import { createHash } from 'node:crypto';

/**
 * Assigns keys to nodes by rendezvous hashing: each node gets a hash of itself and the key, and the highest
 * wins. The result is the same in every process and does not depend on the order of the nodes. Adding a node
 * moves only its share of the keys, all to the new node; removing one moves only its own keys.
 * @param ids identify the nodes; at least one
 * @returns a function from a key to the index of its node
 */
export function createRendezvousHash(ids: readonly string[]): (key: string) => number {
  const seeds = Uint32Array.from(ids, (id) => createHash('sha256').update(id).digest().readUInt32LE(0));
  return (key) => {
    if (seeds.length === 1) return 0;
    const hashed = hash(key);
    let chosen = 0;
    let highest = -1;
    // A plain loop: this runs for every request, with up to a hundred nodes.
    for (let index = 0; index < seeds.length; index += 1) {
      const nodeHash = mix((seeds[index] ?? 0) ^ hashed);
      if (nodeHash <= highest) continue;
      highest = nodeHash;
      chosen = index;
    }
    return chosen;
  };
}

/** FNV-1a, 32 bits, then mixed, so that keys differing only in the last digit get unrelated hashes. */
function hash(text: string): number {
  let hashed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hashed = Math.imul(hashed ^ text.charCodeAt(at), 0x01000193);
  return mix(hashed);
}

/** The finalizer of MurmurHash3: every bit of the input affects every bit of the result. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
