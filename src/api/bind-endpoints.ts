import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import type { endpoints } from './endpoints/index.ts';
import type { BudgetShare } from './token-bucket.ts';

/** What a call may be told beside its parameters. */
export interface CallOptions {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Of which share of the budget it is; commands when not given. */
  share?: BudgetShare | undefined;
}

type Invoke<E extends Endpoint> =
  object extends z.input<E['params']>
    ? (params?: z.input<E['params']>, options?: CallOptions) => Promise<z.output<E['answer']>>
    : (params: z.input<E['params']>, options?: CallOptions) => Promise<z.output<E['answer']>>;

/**
 * An endpoint as a method: checks the parameters (`ParameterError`), asks, and gives `data`, or throws `BilibiliRefused`
 * or `BilibiliUnreachable`. It carries its endpoint and, of a session, whose it is.
 *
 * @example
 * const { list, total } = await session.relations.followers({ vmid: session.mid });
 */
export type Method<E extends Endpoint> = Invoke<E> & { readonly endpoint: E; readonly mid?: number };

/** A table of endpoints as methods of the same names. */
export type Bound<T extends Record<string, Endpoint>> = { readonly [K in keyof T]: Method<T[K]> };

/** All tables as methods. */
export type Calls = { readonly [T in keyof typeof endpoints]: Bound<(typeof endpoints)[T]> };

/**
 * The methods of a table, each of which hands its endpoint to `ask`. A method is made when it is asked for: a program has
 * a session for everybody it serves, and most of them use one endpoint in thirty.
 */
export function bindEndpoints<T extends Record<string, Endpoint>>(
  table: T,
  ask: (endpoint: Endpoint, params: Record<string, unknown>, options: CallOptions) => Promise<unknown>,
  mid?: number,
): Bound<T> {
  const methods = new Proxy<Record<string, Endpoint>>(table, {
    get(all, name) {
      const endpoint = typeof name === 'string' && Object.hasOwn(all, name) ? all[name] : undefined;
      if (endpoint === undefined) return undefined;
      const method = (params: Record<string, unknown> = {}, options: CallOptions = {}) =>
        ask(endpoint, params, options);
      return Object.assign(method, mid === undefined ? { endpoint } : { endpoint, mid });
    },
    defineProperty: refuse,
    deleteProperty: refuse,
  });
  return methods as unknown as Bound<T>;
}

/** The table behind the methods is everybody's. */
const refuse = () => false;
