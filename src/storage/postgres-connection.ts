import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { postgresError } from './postgres-errors.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/** How this process is called by the server, so that it can tell its own changes from those of others. */
export const ownName = `guanxi ${randomUUID().slice(0, 8)}`;

/** How long the server may take to let us in, ms. */
const connectTimeout = 10_000;
/** How long one request may take there, waiting for another process's change of the same record included, ms. */
const requestTimeout = 30_000;
/** After so long (ms) without a word in the middle of a change, the server undoes it: its process is frozen. */
const changeTimeout = 15_000;

/** How long the server may take to say goodbye, ms. */
export const closePatience = 2000;

/** A connection that ends rather than wait for ever to be let in. */
export class PostgresConnection extends pg.Client {
  constructor(given: pg.ClientConfig | undefined) {
    super({ ...given, connectionTimeoutMillis: connectTimeout });
  }
}

/**
 * How the server is reached.
 * @param timeout of a request, ms
 * @throws StoreError when the address is not one it can be reached by
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
    // The server's own limit comes first where there is still a connection.
    query_timeout: timeout + 5000,
    idle_in_transaction_session_timeout: changeTimeout,
  };
}

/**
 * `sslmode=require` and its like check the server's certificate and name here, as `verify-full` does: a password is
 * given to nobody else. `no-verify` and `disable` stay what they are.
 */
function withFullVerification(url: string): string {
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/u, '$1verify-full');
}

/**
 * Connects once, for one piece of work, and closes again.
 * @param until gives the work up
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
 * Connects, to a server that is recent enough.
 * @param options.until cuts it off
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
    // What ends it is told to whom asks next.
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

/** Ends a connection: in order where the server answers, and else after two seconds all the same. Never rejects. */
export async function endConnection(connection: pg.Client): Promise<void> {
  const late = setTimeout(() => cutOff(connection), closePatience);
  await connection.end().catch(() => undefined);
  clearTimeout(late);
}

/** Ends a connection at once, also one at whose other end nobody is: its socket would keep the process alive. */
export function cutOff(connection: pg.ClientBase): void {
  if ('connection' in connection) (connection as pg.Client).connection.stream.destroy();
}

/** The first whose sessions end when nothing is heard of them: `idle_session_timeout`. */
const oldestServer = 14;
