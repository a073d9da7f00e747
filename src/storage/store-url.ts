/** Where a store is. */
export type StoreAddress =
  | { engine: 'sqlite' /** As it was given, or ':memory:'. */; path: string }
  | PostgresAddress;

/** Where a Postgres database is. */
export interface PostgresAddress {
  engine: 'postgres';
  /** With the password: never to be shown. */
  url: string;
  /** For messages: without the password and whatever else may be secret in it. */
  shown: string;
}

/**
 * Reads a STORE_URL: `sqlite://` and a path taken as it stands, or `postgres://user:password@host:port/database`, with
 * `?sslmode=…` and `?host=/a/folder` (a unix socket) as libpq knows them.
 * @returns `undefined` when it is neither
 * @example
 * parseStoreUrl('sqlite://data/guanxi.sqlite'); // { engine: 'sqlite', path: 'data/guanxi.sqlite' }
 */
export function parseStoreUrl(text: string): StoreAddress | undefined {
  const path = text.startsWith('sqlite://') ? text.slice('sqlite://'.length) : '';
  if (path !== '') return path.endsWith('/') ? undefined : { engine: 'sqlite', path };
  const url = /^postgres(?:ql)?:\/\//u.test(text) ? URL.parse(text) : null;
  if (url === null) return undefined;
  return { engine: 'postgres', url: text, shown: shownAddress(url) };
}

/** A STORE_URL as it may be shown: the path of a file, or the address of a database without its password. */
export function shownStore(text: string): string {
  const address = parseStoreUrl(text);
  if (address === undefined) return 'no address of a store';
  return address.engine === 'sqlite' ? address.path : address.shown;
}

/** An address of a store as it may be shown: without password, and without options but where the server is. */
function shownAddress({ username, hostname, port, pathname, searchParams }: URL): string {
  const socket = searchParams.get('host');
  const user = username === '' ? '' : `${username}@`;
  return `postgres://${user}${hostname}${port && `:${port}`}${pathname}${socket ? `?host=${socket}` : ''}`;
}
