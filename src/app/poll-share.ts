import type { Role } from '../config.ts';
import { type Hold, shardOf } from '../storage/index.ts';

/** The accounts that this process polls: those of its shards. */
export interface KeptShare {
  has(mid: number): boolean;
  /** How much of all accounts that is, from 0 to 1. */
  readonly size: number;
  /**
   * Takes free shards and gives back what others are to have, from now on, whenever the number of watchers changes.
   * @param changed told that the share is another; a shard is given back once it resolves, and tried again when it rejects
   */
  keep(changed: () => Promise<void>): void;
}

/**
 * A share without shards. A watcher's is as large as any other's; a bot polls everything while there is no watcher.
 * @param onError told of what `changed` rejected with
 */
export function createPollShare(
  hold: Pick<Hold, 'shards' | 'onWatchers' | 'takeShards' | 'giveBackShards' | 'lost'>,
  role: Role,
  onError: (error: unknown) => void,
): KeptShare {
  let mine: ReadonlySet<number> = new Set();
  let wanted = 0;
  let isBalancing = false;
  /** Whoever polls has taken note of the share as it is. */
  let isKnown = true;

  function dueFor(watchers: number): number {
    if (role === 'watcher') return Math.ceil(hold.shards / Math.max(watchers, 1));
    return watchers === 0 ? hold.shards : 0;
  }

  async function become(shards: readonly number[], changed: () => Promise<void>): Promise<void> {
    mine = new Set(shards);
    isKnown = false;
    await changed();
    isKnown = true;
  }

  async function balance(changed: () => Promise<void>): Promise<void> {
    if (!isKnown) await become([...mine], changed);
    while (mine.size > wanted) {
      const all = [...mine];
      await become(all.slice(0, wanted), changed);
      await hold.giveBackShards(all.filter((shard) => !mine.has(shard)));
    }
    const taken = await hold.takeShards(wanted);
    if (taken.length > mine.size) await become(taken, changed);
  }

  return {
    has: (mid) => mine.has(shardOf(mid, hold.shards)),
    get size() {
      return mine.size / hold.shards;
    },
    keep(changed) {
      hold.onWatchers((watchers) => {
        wanted = dueFor(watchers);
        if (isBalancing) return;
        isBalancing = true;
        void balance(changed)
          .catch((error: unknown) => hold.lost.aborted || onError(error))
          .finally(() => {
            isBalancing = false;
          });
      });
    },
  };
}
