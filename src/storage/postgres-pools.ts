import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { closePatience, connectionConfig, cutOff, PostgresConnection } from './postgres-connection.ts';
import { mixedStores } from './postgres-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/** Pools of connections, opened when needed and closed when idle. */
export interface Pools {
  read<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<R[]>;
  /**
   * Lends a connection for one change. A change within another takes its connection from a different pool, so
   * that changes that wait for inner ones cannot use up all connections.
   */
  lend(): Promise<Lent>;
  close(): Promise<void>;
}

/** A borrowed connection. */
export interface Lent {
  readonly connection: pg.ClientBase;
  /** Runs work that may borrow connections itself. */
  within<T>(work: () => Promise<T>): Promise<T>;
  /** Returns the connection; `broken` closes it, whatever it waits for. Safe to repeat. */
  giveBack(broken?: 'broken'): void;
}

/** Most connections at once: for reading, for changes, and per depth for changes within changes. */
const most = { reading: 4, changes: 8, within: 4 };

/**
 * @param id of the store, which every connection must belong to
 * @param until when aborted, closes all connections and any that is still opened: the process has lost its
 *   hold
 */
export function createPostgresPools(
  address: PostgresAddress,
  { id, readOnly, until }: { id: string; readOnly: boolean; until: AbortSignal | undefined },
): Pools {
  const depthOfWork = new AsyncLocalStorage<number>();
  const pools = new Map<number, pg.Pool>();
  const open = new Set<pg.Client>();
  let ending: Promise<unknown> | undefined;

  class PooledConnection extends PostgresConnection {
    constructor(given: pg.ClientConfig | undefined) {
      super(given);
      open.add(this);
      this.once('end', () => open.delete(this));
      // After it has begun to connect; otherwise its caller would wait forever.
      if (until?.aborted) setImmediate(() => cutOff(this));
    }
  }

  function cutAllOff(): void {
    for (const connection of open) cutOff(connection);
  }
  until?.addEventListener('abort', cutAllOff);

  async function closeAll(): Promise<void> {
    const late = setTimeout(cutAllOff, closePatience);
    await Promise.all([...pools.values()].map((pool) => pool.end()));
    // The pool does not wait until idle connections are closed.
    const goodbyes = [...open].map(
      (connection) => new Promise<void>((resolve) => connection.once('end', resolve)),
    );
    await Promise.all(goodbyes);
    clearTimeout(late);
  }

  function poolOf(depth: number): pg.Pool {
    const there = pools.get(depth);
    if (there) return there;
    const pool = new pg.Pool({
      ...connectionConfig(address),
      Client: PooledConnection as unknown as new () => pg.ClientBase,
      max: depth === 0 ? most.reading : depth === 1 ? most.changes : most.within,
      onConnect: (connection) => prepare(connection, address, id, readOnly),
    });
    // An idle connection that the server closed is reopened when needed.
    pool.on('error', () => undefined);
    pools.set(depth, pool);
    return pool;
  }

  return {
    async read<R extends pg.QueryResultRow>(query: pg.QueryConfig) {
      if (ending !== undefined) throw new Error(closed);
      return (await poolOf(0).query<R>(query)).rows;
    },
    async lend() {
      if (ending !== undefined) throw new Error(closed);
      const depth = (depthOfWork.getStore() ?? 0) + 1;
      const connection = await poolOf(depth).connect();
      let lent = true;
      return {
        connection,
        within: (work) => depthOfWork.run(depth, work),
        giveBack(broken) {
          if (!lent) return;
          lent = false;
          connection.release(broken !== undefined);
        },
      };
    },
    async close() {
      ending ??= closeAll();
      await ending;
    },
  };
}

const closed = 'the pools cannot be used after calling end';

async function prepare(
  connection: pg.ClientBase,
  address: PostgresAddress,
  id: string,
  readOnly: boolean,
): Promise<void> {
  // A broken connection is reported by the query that fails.
  connection.on('error', () => undefined);
  // It may be off for other programs of the database.
  await connection.query(
    `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
  );
  if (readOnly) await connection.query('set default_transaction_read_only = on');
  const { rows } = await connection.query<{ id: string }>('select id from guanxi_store');
  if (rows[0]?.id !== id) throw mixedStores(address);
}
