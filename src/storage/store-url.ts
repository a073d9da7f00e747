/** The location of a store. */
export type StoreAddress =
  | { engine: 'sqlite' /** As it was given, or ':memory:'. */; path: string }
  | PostgresAddress;

/** The location of a Postgres database. */
export interface PostgresAddress {
  engine: 'postgres';
  /** With the password: must not be shown. */
  url: string;
  /** Without the password and other secrets, for messages. */
  shown: string;
}

/**
 * Parses a STORE_URL: `sqlite://` and a literal path, or `postgres://user:password@host:port/database`, with
 * `?sslmode=…` and `?host=/a/folder` (a unix socket) as in libpq.
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

/** A STORE_URL without secrets: the path of a file, or the URL of a database without its password. */
export function shownStore(text: string): string {
  const address = parseStoreUrl(text);
  if (address === undefined) return 'no address of a store';
  return address.engine === 'sqlite' ? address.path : address.shown;
}

/** A database URL without the password, and without options other than the host. */
function shownAddress({ username, hostname, port, pathname, searchParams }: URL): string {
  const socket = searchParams.get('host');
  const user = username === '' ? '' : `${username}@`;
  return `postgres://${user}${hostname}${port && `:${port}`}${pathname}${socket ? `?host=${socket}` : ''}`;
}
