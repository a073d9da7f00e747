/**
 * A program of its own, for tests: as the accounts 1, 2, … of a store it asks the site when it is told to, by SIGUSR2, each time
 * as the next account, with several requests at once. It prints what came of each time. Arguments: store, site, first mid.
 */
import { writeSync } from 'node:fs';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { createBilibili } from '../../src/api/index.ts';
import { openStore, takeHold } from '../../src/storage/index.ts';
import { storeKey } from '../storage/store-key.ts';

const [url = '', root = '', first = ''] = process.argv.slice(2);
const hold = await takeHold(url, { use: 'shared' });
const store = await openStore({ url, keys: [storeKey], hold });
const { exclusively } = hold;
const bilibili = createBilibili({ root, readSpacing: 0, writeSpacing: 0, exclusively });
const { sessionOf } = createAccounts({ bilibili, chats: store.chats, now: Date.now, idle: 3_600_000 });
const chat = 7;
let next = Number(first);

async function askAsNext(): Promise<void> {
  const mid = next;
  next += 1;
  const session = await sessionOf(chat, mid);
  const asked = [1, 2, 3].map((vmid) => session?.people.stat({ vmid }));
  const outcomes = (await Promise.allSettled(asked)).map(({ status }) => status);
  writeSync(1, `${mid} ${outcomes.join(' ')}\n`);
}

process.on('SIGUSR2', () => void askAsNext());
// As long as the test lives.
setInterval(() => undefined, 60_000);
writeSync(1, 'ready\n');
