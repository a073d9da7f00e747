import { expect, it } from 'vitest';
import { createPollShare } from '../../src/app/poll-share.ts';

const shards = 64;

/** Holds of processes on one store, as far as shards go. */
function useStore() {
  const owners = new Map<number, string>();
  let watchers = 0;
  const listeners: ((count: number) => void)[] = [];
  const holdOf = (name: string) => {
    const mine = () =>
      [...owners].flatMap(([shard, owner]) => (owner === name ? [shard] : [])).sort((a, b) => a - b);
    return {
      shards,
      lost: new AbortController().signal,
      onWatchers: (listener: (count: number) => void) => void listeners.push(listener),
      async takeShards(most: number) {
        for (let shard = 0; shard < shards && mine().length < most; shard += 1)
          if (!owners.has(shard)) owners.set(shard, name);
        return mine();
      },
      async giveBackShards(given: readonly number[]) {
        for (const shard of given) owners.delete(shard);
      },
    };
  };
  /** What every process hears with its beats: enough of them for all to settle. */
  async function beat(count: number): Promise<void> {
    watchers = count;
    for (let times = 0; times < 3; times += 1) {
      for (const listener of listeners) listener(watchers);
      for (let ticks = 0; ticks < 50; ticks += 1) await undefined;
    }
  }
  return { holdOf, beat, owners };
}

it('a bot has everything while there is no watcher, and nothing while there is one', async () => {
  const { holdOf, beat } = useStore();
  const share = createPollShare(holdOf('bot'), 'all', fail);
  expect(share.has(1)).toBe(false);
  share.keepBalanced(async () => undefined);
  await beat(0);
  expect([share.size, share.has(1), share.has(123_456)]).toEqual([1, true, true]);
  await beat(1);
  expect([share.size, share.has(1)]).toEqual([0, false]);
});

it('watchers come to have equal shares, and each account one of them', async () => {
  const { holdOf, beat } = useStore();
  const bot = createPollShare(holdOf('bot'), 'all', fail);
  const all = [1, 2, 3].map((number) => createPollShare(holdOf(`watcher ${number}`), 'watcher', fail));
  bot.keepBalanced(async () => undefined);
  await beat(0);
  for (const [index, share] of all.entries()) {
    share.keepBalanced(async () => undefined);
    await beat(index + 1);
  }
  expect(all.map(({ size }) => size * shards)).toEqual([22, 22, 20]);
  for (const mid of [1, 100_001, 3_546_000_000_000_001])
    expect([bot, ...all].filter((share) => share.has(mid))).toHaveLength(1);
});

it('accounts are spread evenly over the shards, neighbours too', async () => {
  const { holdOf, beat } = useStore();
  const shares = Array.from({ length: shards }, (_, number) =>
    createPollShare(holdOf(`watcher ${number}`), 'watcher', fail),
  );
  for (const share of shares) share.keepBalanced(async () => undefined);
  await beat(shards);
  const counts = shares.map((share) => {
    let count = 0;
    for (let mid = 100_001; mid < 110_001; mid += 1) if (share.has(mid)) count += 1;
    return count;
  });
  expect(Math.min(...counts)).toBeGreaterThan(100);
  expect(Math.max(...counts)).toBeLessThan(220);
});

it('a shard is given back only when its polls have ended', async () => {
  const { holdOf, beat, owners } = useStore();
  const share = createPollShare(holdOf('bot'), 'all', fail);
  let ended = Promise.withResolvers<void>();
  ended.resolve();
  share.keepBalanced(() => ended.promise);
  await beat(0);
  ended = Promise.withResolvers();
  await beat(1);
  expect([share.has(1), owners.size]).toEqual([false, shards]);
  ended.resolve();
  await beat(1);
  expect(owners.size).toBe(0);
});

it('accounts that could not be read are tried again with the next beat', async () => {
  const { holdOf, beat } = useStore();
  const errors: unknown[] = [];
  const share = createPollShare(holdOf('watcher'), 'watcher', (error) => errors.push(error));
  let tries = 0;
  share.keepBalanced(async () => {
    tries += 1;
    if (tries === 1) throw new Error('the store is slow');
  });
  await beat(1);
  expect([tries, errors.length, share.size]).toEqual([2, 1, 1]);
});

function fail(error: unknown): never {
  throw error;
}
