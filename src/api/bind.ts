import type { z } from 'zod';
import type { Row } from './row.ts';
import type { rows } from './rows.ts';

/** What a call may be told beside its parameters. */
export interface CallOptions {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

type Invoke<R extends Row> =
  object extends z.input<R['params']>
    ? (params?: z.input<R['params']>, options?: CallOptions) => Promise<z.output<R['answer']>>
    : (params: z.input<R['params']>, options?: CallOptions) => Promise<z.output<R['answer']>>;

/**
 * A row as a method: checks the parameters (`ParameterError`), asks, and gives `data`, or throws `BilibiliRefused` or
 * `BilibiliUnreachable`. It carries its row and, of a session, whose it is.
 */
export type Method<R extends Row> = Invoke<R> & { readonly row: R; readonly mid?: number };

/** A table of rows as methods of the same names. */
export type Bound<T extends Record<string, Row>> = { readonly [K in keyof T]: Method<T[K]> };

/** All tables as methods. */
export type Calls = { readonly [T in keyof typeof rows]: Bound<(typeof rows)[T]> };

/** Makes the methods of a table, each of which hands its row to `ask`. */
export function bind<T extends Record<string, Row>>(
  table: T,
  ask: (row: Row, params: Record<string, unknown>, options: CallOptions) => Promise<unknown>,
  mid?: number,
): Bound<T> {
  const methods = Object.entries(table).map(([name, row]) => {
    const method = (params: Record<string, unknown> = {}, options: CallOptions = {}) =>
      ask(row, params, options);
    return [name, Object.assign(method, mid === undefined ? { row } : { row, mid })];
  });
  return Object.fromEntries(methods) as Bound<T>;
}
