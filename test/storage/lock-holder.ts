// Holds the lock of a store until it is killed: node lock-holder.ts FILE
import { setTimeout as wait } from 'node:timers/promises';
import { lockStore } from '../../src/storage/sqlite-lock-file.ts';

await lockStore(process.argv[2] ?? '');
process.stdout.write('locked\n');
await wait(60_000);
