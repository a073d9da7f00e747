import { openStore } from '../../src/storage/index.ts';
import { crowd } from './crowd.ts';

/**
 * A process that updates watch records of a store as fast as it can: `store-writer.ts URL KEY ACCOUNTS`. On
 * any message it runs for two seconds, eight updates at once, and answers with the updates per second.
 */
const [url = '', key = '', accounts = ''] = process.argv.slice(2);
const store = await openStore({ url, keys: [{ id: 'bench', key: Buffer.from(key, 'base64') }] });
const mids = crowd(Number(accounts));
const [atOnce, duration] = [8, 2000];

async function measure(): Promise<number> {
  const end = performance.now() + duration;
  let done = 0;
  const change = async () => {
    while (performance.now() < end) {
      const mid = mids[Math.floor(Math.random() * mids.length)];
      await store.watches.update(String(mid), (watch) => watch && { ...watch, total: watch.total + 1 });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, change));
  return (done * 1000) / duration;
}

process.on('message', async () => process.send?.(await measure()));
process.send?.('ready');
