import type { Role } from '../config.ts';
import { type Hold, shardOf } from '../storage/index.ts';

/** The accounts this process polls: those in its shards. */
export interface KeptShare {
  has(mid: number): boolean;
  /** The fraction of all accounts, from 0 to 1. */
  readonly size: number;
  /**
   * From now on takes free shards, and gives back those that others should have, whenever the number of
   * watchers changes.
   * @param changed called when the share has changed; a shard is given back after it resolves, and it is
   * called again if it rejects
   */
  keep(changed: () => Promise<void>): void;
}

/**
 * Creates a share without shards. All watchers get equal shares; a bot polls everything while there is no
 * watcher.
 * @param onError called with what `changed` rejected with
 */
export function createPollShare(
  hold: Pick<Hold, 'shards' | 'onWatchers' | 'takeShards' | 'giveBackShards' | 'lost'>,
  role: Role,
  onError: (error: unknown) => void,
): KeptShare {
  let mine: ReadonlySet<number> = new Set();
  let wanted = 0;
  let isBalancing = false;
  /** Whether `changed` has resolved for the current share. */
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
