import { stat } from 'node:fs/promises';
import { parseStoreUrl } from './store-url.ts';

/**
 * Whether a store exists.
 * @param where STORE_URL, or the path of a SQLite file
 * @throws StoreError when that cannot be determined
 */
export async function storeExists(where: string): Promise<boolean> {
  const address = parseStoreUrl(where) ?? { engine: 'sqlite', path: where };
  if (address.engine === 'postgres') {
    const { postgresStoreExists } = await import('./postgres.ts');
    return postgresStoreExists(address);
  }
  return (
    address.path !== ':memory:' &&
    (await stat(address.path).then(
      (file) => file.isFile(),
      () => false,
    ))
  );
}
