import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createKeyedMutex } from './keyed-mutex.ts';
import { cutOff } from './postgres-connection.ts';
import { asStoreError, postgresError } from './postgres-errors.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

const beatEvery = 2000;
/**
 * After this time (ms) without an answer the hold counts as lost: a beat every two seconds, unanswered for
 * three. The server frees its locks after six seconds.
 */
const patience = 5000;

const gone = 'the connection that holds it broke';
const silent = 'the database server no longer answers';

/** The heartbeat of a hold, and the signal that the hold is lost. */
export interface Heartbeat {
  /**
   * Makes a request over the hold's connection.
   * @throws StoreError 'lost' when the server no longer answers
   */
  ask<T>(work: () => Promise<T>): Promise<T>;
  /** @throws StoreError 'lost' when the hold is lost, or the last answer is too old */
  assertHeld(): void;
  /** Aborts when the hold is lost; the reason is the StoreError. */
  readonly lost: AbortSignal;
  /** Stops the heartbeat; closing the connection then does not count as a loss. */
  stop(): void;
}

/**
 * Checks the hold's connection every two seconds, until stopped or lost.
 * @param beat the request that is made
 */
export function startHeartbeat(
  connection: pg.Client,
  { shown }: PostgresAddress,
  beat: () => Promise<unknown>,
): Heartbeat {
  const ending = new AbortController();
  const { signal: lost } = ending;
  const stopping = new AbortController();
  /** A connection handles one request at a time. */
  const requests = createKeyedMutex();
  /** When the last answered request was made; the server's timeout starts no earlier. */
  let heard = performance.now();

  function lose(why: string): void {
    if (lost.aborted) return;
    const error = new StoreError('lost', `The store ${shown} is lost: ${why}. guanxi ends; start it again.`);
    stop();
    // Listeners of `lost` must know before anything else fails.
    ending.abort(error);
    // Makes pending requests fail.
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
    // If the process was suspended meanwhile, the answer is too old to trust.
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

  /**
   * Beats every two seconds, or when a slow server has answered the previous beat, so that beats do not queue
   * up.
   */
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
