import { openStore } from '../../src/storage/index.ts';
import { crowd } from './crowd.ts';

/**
 * A process that changes watch records of a store as fast as it can: `store-writer.ts URL KEY ACCOUNTS`. Told anything, it
 * does so for two seconds, eight changes at once, and answers with how many it made in a second.
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
