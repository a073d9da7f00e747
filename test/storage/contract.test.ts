import { join } from 'node:path';
import { openSqlite } from '../../src/storage/open-sqlite.ts';
import { storeContract } from './contract.ts';
import { useFolder } from './folder.ts';

const folder = useFolder();
const file = (maxPages?: number) =>
  openSqlite({ path: join(folder(), 'store.sqlite'), busyTimeout: 50, maxPages });
storeContract('a SQLite file', { open: () => file(), openSmall: () => file(20) });

const memory = (maxPages?: number) => openSqlite({ path: ':memory:', busyTimeout: 50, maxPages });
storeContract('memory', { open: () => memory(), openSmall: () => memory(20) });
