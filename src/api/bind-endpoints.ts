import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import type { endpoints } from './endpoints.ts';

/** What a call may be told beside its parameters. */
export interface CallOptions {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

type Invoke<R extends Endpoint> =
  object extends z.input<R['params']>
    ? (params?: z.input<R['params']>, options?: CallOptions) => Promise<z.output<R['answer']>>
    : (params: z.input<R['params']>, options?: CallOptions) => Promise<z.output<R['answer']>>;

/**
 * A row as a method: checks the parameters (`ParameterError`), asks, and gives `data`, or throws `BilibiliRefused` or
 * `BilibiliUnreachable`. It carries its row and, of a session, whose it is.
 */
export type Method<R extends Endpoint> = Invoke<R> & { readonly row: R; readonly mid?: number };

/** A table of rows as methods of the same names. */
export type Bound<T extends Record<string, Endpoint>> = { readonly [K in keyof T]: Method<T[K]> };

/** All tables as methods. */
export type Calls = { readonly [T in keyof typeof endpoints]: Bound<(typeof endpoints)[T]> };

/**
 * The methods of a table, each of which hands its row to `ask`. A method is made when it is asked for: a program has a
 * session for everybody it serves, and most of them use one row in thirty.
 */
export function bindEndpoints<T extends Record<string, Endpoint>>(
  table: T,
  ask: (row: Endpoint, params: Record<string, unknown>, options: CallOptions) => Promise<unknown>,
  mid?: number,
): Bound<T> {
  const methods = new Proxy<Record<string, Endpoint>>(table, {
    get(rows, name) {
      const row = typeof name === 'string' && Object.hasOwn(rows, name) ? rows[name] : undefined;
      if (row === undefined) return undefined;
      const method = (params: Record<string, unknown> = {}, options: CallOptions = {}) =>
        ask(row, params, options);
      return Object.assign(method, mid === undefined ? { row } : { row, mid });
    },
    defineProperty: refuse,
    deleteProperty: refuse,
  });
  return methods as unknown as Bound<T>;
}

/** The rows behind the methods are everybody's. */
const refuse = () => false;
