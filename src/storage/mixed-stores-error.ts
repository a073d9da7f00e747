import { StoreError } from './errors.ts';
import type { PostgresAddress } from './store-url.ts';

/** One address, two stores: several servers behind a name, or a database that was exchanged under the program. */
export function mixedStores({ shown }: PostgresAddress): StoreError {
  return new StoreError(
    'mixed',
    `The address ${shown} leads to two different stores: name one server, and do not exchange its database while guanxi runs.`,
  );
}
