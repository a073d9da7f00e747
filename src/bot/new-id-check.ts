import { BoundedMap } from '../bounded-map.ts';

/**
 * Makes a check whether an id is new, to ignore what is delivered twice, as after a reconnect.
 * @param most number of ids remembered; the oldest are dropped first
 */
export function createNewIdCheck<Id>(most: number): (id: Id) => boolean {
  const seen = new BoundedMap<Id, true>(most);
  return (id) => {
    if (seen.has(id)) return false;
    seen.set(id, true);
    return true;
  };
}
