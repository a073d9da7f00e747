/**
 * A program of its own, for tests: holds a store, leads it when it can, takes shards, and prints what it has. Arguments:
 * address, how many shards. Ends with code 2 when the hold is lost.
 */
import { takeHold } from '../../src/storage/index.ts';

const [url = '', most = '0'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const hold = await takeHold(url, { use: 'shared' });
hold.lost.addEventListener('abort', () => {
  say(`lost: ${hold.lost.reason.message}`);
  process.exitCode = 2;
});
await hold.joinWatchers();
const shards = await hold.takeShards(Number(most));
say(`shards ${shards.join(' ')}`);
await hold.lead();
say('leads');
