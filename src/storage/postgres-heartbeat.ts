import type pg from 'pg';
import { StoreError } from './errors.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import { cutOff } from './postgres-connection.ts';
import { asStoreError, postgresError } from './postgres-errors.ts';
import type { PostgresAddress } from './store-url.ts';

const beatEvery = 2000;
/** So long after asking (ms) the process gives up: before the server, after six seconds, frees its locks for others. */
const patience = 5000;

const gone = 'the connection that holds it broke';

/** The sign of life of a hold, and its end. */
export interface Heartbeat {
  /** Asks the server through the hold. @throws StoreError 'lost' when it no longer answers */
  ask<T>(work: () => Promise<T>): Promise<T>;
  readonly lost: Promise<StoreError>;
  /** Ends it; the end of the connection is no loss any more. */
  stop(): void;
}

/** Asks the server every two seconds whether the hold is there, until it is stopped or lost. */
export function startHeartbeat(connection: pg.Client, { shown }: PostgresAddress): Heartbeat {
  const { promise: lost, resolve } = Promise.withResolvers<StoreError>();
  /** One at a time: a connection takes no second request while it is at one. */
  const requests = createKeyedMutex();
  let loss: StoreError | undefined;
  /** When the last request that was answered was made: the server counts from no earlier than that. */
  let heard = performance.now();

  function lose(why: string): void {
    if (loss) return;
    loss = new StoreError('lost', `The store ${shown} is lost: ${why}. guanxi ends; start it again.`);
    stop();
    resolve(loss);
    cutOff(connection);
  }

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    if (loss) throw loss;
    const at = performance.now();
    try {
      const result = await Promise.race([requests.run('', work), lost]);
      if (loss) throw loss;
      heard = Math.max(heard, at);
      return result as T;
    } catch (error) {
      if (!loss && asStoreError(error)[0] === 'lost') lose(gone);
      throw loss ?? postgresError(error, shown);
    }
  }

  const beat = setInterval(
    () => void ask(() => connection.query('select 1')).catch(() => undefined),
    beatEvery,
  );
  const watch = setInterval(() => {
    if (performance.now() - heard > patience) lose('the database server no longer answers');
  }, 250);
  const ended = () => lose(gone);
  connection.once('end', ended);
  const stop = () => {
    clearInterval(beat);
    clearInterval(watch);
    connection.off('end', ended);
  };
  return { ask, lost, stop };
}
