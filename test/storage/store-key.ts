import type { SealKey } from '../../src/storage/index.ts';

/** The key that the test and its children share. */
export const storeKey: SealKey = { id: 'test', key: Buffer.alloc(32, 3) };
