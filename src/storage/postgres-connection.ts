import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { postgresError } from './postgres-errors.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/** This process's application name at the server, by which it recognises its own changes. */
export const ownName = `guanxi ${randomUUID().slice(0, 8)}`;

/** Timeout for connecting, in ms. */
const connectTimeout = 10_000;
/**
 * Timeout of a request at the server, in ms, including waiting for another process's change of the same
 * record.
 */
const requestTimeout = 30_000;
/**
 * After this time (ms) without a request within a transaction the server rolls it back, since the process
 * must be suspended.
 */
const changeTimeout = 15_000;

/** Timeout for closing a connection, in ms. */
export const closePatience = 2000;

/** A connection with a timeout for connecting. */
export class PostgresConnection extends pg.Client {
  constructor(given: pg.ClientConfig | undefined) {
    super({ ...given, connectionTimeoutMillis: connectTimeout });
  }
}

/**
 * The configuration of a connection.
 * @param timeout of a request, ms
 * @throws StoreError when the URL cannot be used
 */
export function connectionConfig(
  { url }: PostgresAddress,
  timeout: number = requestTimeout,
): pg.ClientConfig {
  return {
    connectionString: withFullVerification(url),
    application_name: ownName,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    statement_timeout: timeout,
    // The server's own timeout comes first while the connection works.
    query_timeout: timeout + 5000,
    idle_in_transaction_session_timeout: changeTimeout,
  };
}

/**
 * Makes `sslmode=require` and similar modes verify the server's certificate and name, like `verify-full`, so
 * that the password is sent to no other server. `no-verify` and `disable` are unchanged.
 */
function withFullVerification(url: string): string {
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/u, '$1verify-full');
}

/**
 * Connects for one piece of work, and closes the connection.
 * @param until aborts the work
 * @throws StoreError
 */
export async function withConnection<T>(
  address: PostgresAddress,
  work: (connection: pg.Client) => Promise<T>,
  until?: AbortSignal,
): Promise<T> {
  const connection = await connectPostgres(address, { until });
  try {
    return await work(connection);
  } catch (error) {
    throw postgresError(error, address.shown);
  } finally {
    await endConnection(connection);
  }
}

/**
 * Connects, and checks the server's version.
 * @param options.until closes the connection when aborted
 * @param options.timeout of each request, ms
 * @throws StoreError
 */
export async function connectPostgres(
  address: PostgresAddress,
  { until, timeout }: { until?: AbortSignal | undefined; timeout?: number } = {},
): Promise<pg.Client> {
  until?.throwIfAborted();
  let connection: pg.Client | undefined;
  const cut = () => connection && cutOff(connection);
  try {
    connection = new PostgresConnection(connectionConfig(address, timeout));
    until?.addEventListener('abort', cut);
    connection.once('end', () => until?.removeEventListener('abort', cut));
    // The next request reports why the connection ended.
    connection.on('error', () => undefined);
    await connection.connect();
    const { rows } = await connection.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    const version = Math.floor((rows[0]?.version ?? 0) / 10_000);
    if (version < oldestServer)
      throw new StoreError(
        'version',
        `The database server at ${address.shown} is Postgres ${version}; guanxi needs ${oldestServer} or later.`,
      );
    return connection;
  } catch (error) {
    if (connection) await endConnection(connection);
    throw postgresError(error, address.shown);
  }
}

/** Closes a connection, by force if the server does not answer within two seconds. Never rejects. */
export async function endConnection(connection: pg.Client): Promise<void> {
  const late = setTimeout(() => cutOff(connection), closePatience);
  await connection.end().catch(() => undefined);
  clearTimeout(late);
}

/**
 * Closes a connection at once, also if the server is unreachable: its socket would keep the process alive.
 */
export function cutOff(connection: pg.ClientBase): void {
  if ('connection' in connection) (connection as pg.Client).connection.stream.destroy();
}

/** The oldest supported version: the first with `idle_session_timeout`. */
const oldestServer = 14;
