/**
 * A program of its own, for tests: counts each of some records up, all at once. Arguments: address, how many records, how
 * often each.
 */
import { openStore } from '../../src/storage/index.ts';
import { storeKey } from './store-key.ts';

const [url = '', records = '0', times = '0'] = process.argv.slice(2);
const store = await openStore({ url, keys: [storeKey] });
const changes: Promise<unknown>[] = [];
for (let key = 1; key <= Number(records); key += 1)
  for (let time = 0; time < Number(times); time += 1)
    changes.push(
      store.quotas.update(`${key}`, async (quota) => {
        await Promise.resolve();
        return { day: '2026-01-01', used: (quota?.used ?? 0) + 1 };
      }),
    );
await Promise.all(changes);
await store.close();
