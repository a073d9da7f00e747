import { join } from 'node:path';
import { storeContract } from './contract.ts';
import { useFolder } from './folder.ts';

const folder = useFolder();
storeContract('a SQLite file', () => join(folder(), 'store.sqlite'));
storeContract('memory', () => ':memory:');
