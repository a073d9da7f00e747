import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createKeyedMutex } from './keyed-mutex.ts';
import { cutOff } from './postgres-connection.ts';
import { asStoreError, postgresError } from './postgres-errors.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

const beatEvery = 2000;
/**
 * So long after asking (ms) the process gives up: a beat that stays unanswered for three seconds. The server frees its
 * locks for others after six.
 */
const patience = 5000;

const gone = 'the connection that holds it broke';
const silent = 'the database server no longer answers';

/** The sign of life of a hold, and its end. */
export interface Heartbeat {
  /** Asks the server through the hold. @throws StoreError 'lost' when it no longer answers */
  ask<T>(work: () => Promise<T>): Promise<T>;
  /** @throws StoreError 'lost' when it is, or has not been heard of for too long */
  assertHeld(): void;
  /** Its reason is the StoreError. */
  readonly lost: AbortSignal;
  /** Ends it; the end of the connection is no loss any more. */
  stop(): void;
}

/**
 * Asks the server every two seconds whether the hold is there, until it is stopped or lost.
 * @param beat what is asked
 */
export function startHeartbeat(
  connection: pg.Client,
  { shown }: PostgresAddress,
  beat: () => Promise<unknown>,
): Heartbeat {
  const ending = new AbortController();
  const { signal: lost } = ending;
  const stopping = new AbortController();
  /** One at a time: a connection takes no second request while it is at one. */
  const requests = createKeyedMutex();
  /** When the last request that was answered was made: the server counts from no earlier than that. */
  let heard = performance.now();

  function lose(why: string): void {
    if (lost.aborted) return;
    const error = new StoreError('lost', `The store ${shown} is lost: ${why}. guanxi ends; start it again.`);
    stop();
    // Whoever must not act any more knows before anything else fails.
    ending.abort(error);
    // What is being asked fails with it.
    cutOff(connection);
  }

  function assertHeld(): void {
    if (performance.now() - heard > patience) lose(silent);
    lost.throwIfAborted();
  }

  async function timed<T>(work: () => Promise<T>): Promise<T> {
    lost.throwIfAborted();
    const at = performance.now();
    const result = await work();
    // Frozen since then, it finds an answer here that was true once.
    if (performance.now() - at > patience) lose(silent);
    lost.throwIfAborted();
    heard = at;
    return result;
  }

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await requests.run('', () => timed(work));
    } catch (error) {
      if (!lost.aborted && asStoreError(error)[0] === 'lost') lose(gone);
      lost.throwIfAborted();
      throw postgresError(error, shown);
    }
  }

  /** Each two seconds after the one before, or once a slow server has answered that: they must not queue up. */
  async function keepBeating(): Promise<void> {
    const { signal } = stopping;
    await pause(beatEvery, undefined, { signal });
    while (!signal.aborted)
      await Promise.all([ask(beat).catch(() => undefined), pause(beatEvery, undefined, { signal })]);
  }

  keepBeating().catch(() => undefined);
  const watching = setInterval(
    () => lost.aborted || performance.now() - heard <= patience || lose(silent),
    250,
  );
  const ended = () => lose(gone);
  connection.once('end', ended);
  const stop = () => {
    stopping.abort();
    clearInterval(watching);
    connection.off('end', ended);
  };
  return { ask, assertHeld, lost, stop };
}
