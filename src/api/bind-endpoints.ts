import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import type { BudgetShare } from './request-budget.ts';

/** Options of a call beside its parameters. */
export interface CallOptions {
  /** Cancels the call, which then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** The share of the rate-limit budget it counts toward; `commands` by default. */
  share?: BudgetShare | undefined;
  /**
   * Called with a digest of an answer's body before it is parsed. When true, the call throws `RepeatedAnswer`
   * and parses nothing.
   */
  isRepeat?: ((digest: string) => boolean) | undefined;
}

type Invoke<E extends Endpoint> =
  object extends z.input<E['params']>
    ? (params?: z.input<E['params']>, options?: CallOptions) => Promise<z.output<E['answer']>>
    : (params: z.input<E['params']>, options?: CallOptions) => Promise<z.output<E['answer']>>;

/**
 * An endpoint as a method: checks the parameters (`ParameterError`), makes the call and returns `data`, or
 * throws `BilibiliRefused` or `BilibiliUnreachable`. Carries its endpoint and, when bound to a session, the
 * session's mid.
 *
 * @example
 * const { list, total } = await session.relations.followers({ vmid: session.mid });
 */
export type Method<E extends Endpoint> = Invoke<E> & { readonly endpoint: E; readonly mid?: number };

/** A table of endpoints as methods of the same names. */
export type Bound<T extends Record<string, Endpoint>> = { readonly [K in keyof T]: Method<T[K]> };

/** All tables as methods. */
export type Calls = { readonly [T in keyof typeof endpoints]: Bound<(typeof endpoints)[T]> };

/** Makes a call to an endpoint. */
export type Ask = (
  endpoint: Endpoint,
  params: Record<string, unknown>,
  options: CallOptions,
) => Promise<unknown>;

/**
 * Turns a table of endpoints into methods. Methods are created on access, so that the thousands of mostly
 * idle sessions stay small.
 */
function createBinder<T extends Record<string, Endpoint>>(table: T): (ask: Ask, mid?: number) => Bound<T> {
  class Methods extends BoundTable {}
  for (const [name, endpoint] of Object.entries(table)) {
    Object.defineProperty(Methods.prototype, name, {
      get(this: Methods) {
        return this.method(endpoint);
      },
    });
  }
  return (ask, mid) => new Methods(ask, mid) as unknown as Bound<T>;
}

class BoundTable {
  readonly #ask: Ask;
  readonly #mid: number | undefined;

  constructor(ask: Ask, mid: number | undefined) {
    this.#ask = ask;
    this.#mid = mid;
  }

  method(endpoint: Endpoint) {
    const ask = this.#ask;
    const mid = this.#mid;
    const method = (params: Record<string, unknown> = {}, options: CallOptions = {}) =>
      ask(endpoint, params, options);
    return Object.assign(method, mid === undefined ? { endpoint } : { endpoint, mid });
  }
}

/** Binds each table of endpoints to a caller. */
export const bind: { readonly [T in keyof typeof endpoints]: (ask: Ask, mid?: number) => Calls[T] } = {
  relations: createBinder(endpoints.relations),
  groups: createBinder(endpoints.groups),
  people: createBinder(endpoints.people),
  videos: createBinder(endpoints.videos),
  authors: createBinder(endpoints.authors),
  creator: createBinder(endpoints.creator),
  login: createBinder(endpoints.login),
};
