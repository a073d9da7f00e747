import { beforeEach, describe } from 'vitest';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { hasPostgres, needsPostgres, useCluster } from '../support/postgres.ts';
import { storeContract } from './contract.ts';
import { postgresAddress } from './postgres-address.ts';
import { storeKey } from './store-key.ts';

describe.skipIf(!hasPostgres)(needsPostgres('on Postgres'), () => {
  const cluster = useCluster();
  let url = '';
  beforeEach(async () => {
    url = await cluster().createDatabase();
  });

  storeContract('a Postgres database', {
    open: () =>
      openPostgres(postgresAddress(url), {
        sealer: createSealer([storeKey]),
        readOnly: false,
        hold: undefined,
      }),
  });
});
