import { type PostgresAddress, parseStoreUrl } from '../../src/storage/store-url.ts';

/** The parts of an address that is one of Postgres. */
export function postgresAddress(url: string): PostgresAddress {
  const address = parseStoreUrl(url);
  if (address?.engine !== 'postgres') throw new Error('no address of Postgres');
  return address;
}
