import { resolve } from 'node:path';
import { createKeyedMutex } from './keyed-mutex.ts';
import type { Hold, HoldOptions } from './process-hold.ts';
import { lockStore } from './sqlite-lock-file.ts';
import { refuseMovedFile } from './sqlite-move-mark.ts';

/** Holds a SQLite file by its lock: one process, which leads and has the only shard. */
export async function holdFile(
  path: string,
  { patience = 0, evenMoved = false }: HoldOptions,
): Promise<Hold> {
  const lock = await lockStore(path, patience);
  try {
    if (!evenMoved && path !== ':memory:') await refuseMovedFile(resolve(path));
  } catch (error) {
    lock.release();
    throw error;
  }
  const mutex = createKeyedMutex();
  return {
    lead: async (signal) => signal?.throwIfAborted(),
    joinWatchers: async () => undefined,
    countProcesses: async () => ({ bots: 1, watchers: 0 }),
    onWatchers: (listener) => listener(0),
    shards: 1,
    takeShards: async (most) => (most > 0 ? [0] : []),
    giveBackShards: async () => undefined,
    confirm: async () => undefined,
    assertHeld: () => undefined,
    exclusively: (name, work) => mutex.run(name, work),
    lost: new AbortController().signal,
    onChange: () => undefined,
    release: async () => lock.release(),
  };
}
