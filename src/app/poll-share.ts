import type { Role } from '../config.ts';
import type { Hold } from '../storage/index.ts';

/** The accounts this process polls: those in its shards. */
export interface BalancedPollShare {
  has(mid: number): boolean;
  /** The fraction of all accounts, from 0 to 1. */
  readonly size: number;
  /**
   * From now on takes free shards, and gives back those that others should have, whenever the number of
   * watchers changes.
   * @param changed called when the share has changed; a shard is given back after it resolves, and it is
   * called again if it rejects
   */
  keepBalanced(changed: () => Promise<void>): void;
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
): BalancedPollShare {
  let mine: ReadonlySet<number> = new Set();
  let wanted = 0;
  let isBalancing = false;
  /** Whether `changed` has resolved for the current share. */
  let isReported = true;

  function shardsFor(watchers: number): number {
    if (role === 'watcher') return Math.ceil(hold.shards / Math.max(watchers, 1));
    return watchers === 0 ? hold.shards : 0;
  }

  async function setShare(shards: readonly number[], changed: () => Promise<void>): Promise<void> {
    mine = new Set(shards);
    isReported = false;
    await changed();
    isReported = true;
  }

  async function balance(changed: () => Promise<void>): Promise<void> {
    if (!isReported) await setShare([...mine], changed);
    while (mine.size > wanted) {
      const all = [...mine];
      await setShare(all.slice(0, wanted), changed);
      await hold.giveBackShards(all.filter((shard) => !mine.has(shard)));
    }
    const taken = await hold.takeShards(wanted);
    if (taken.length > mine.size) await setShare(taken, changed);
  }

  return {
    has: (mid) => mine.has(shardOf(mid, hold.shards)),
    get size() {
      return mine.size / hold.shards;
    },
    keepBalanced(changed) {
      hold.onWatchers((watchers) => {
        wanted = shardsFor(watchers);
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

/** The shard of an account, from 0; the same in every process. */
function shardOf(mid: number, shards: number): number {
  // Spreads neighbouring mids, assigned around the same time, over the shards.
  const mixed = (BigInt(mid) * 0x9e37_79b9_7f4a_7c15n) & 0xffff_ffff_ffff_ffffn;
  return Number((mixed >> 32n) % BigInt(shards));
}
