import pg from 'pg';
import { holdTimeUntil } from './clock.ts';

/**
 * Setup for runs on Postgres: test clocks stop while a connection or query is pending, so that what depends
 * on it starts at the time of the request, as with SQLite, which answers synchronously.
 */
const { prototype } = pg.Client;
for (const method of ['connect', 'query'] as const) {
  const original: (...args: unknown[]) => unknown = prototype[method];
  Object.assign(prototype, {
    [method](this: pg.Client, ...args: unknown[]): unknown {
      const callback = args.at(-1);
      if (typeof callback !== 'function') {
        const result = original.apply(this, args);
        if (result instanceof Promise) holdTimeUntil(result);
        return result;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      holdTimeUntil(promise);
      const whenDone = (...answer: unknown[]) => {
        resolve();
        callback(...answer);
      };
      return original.apply(this, [...args.slice(0, -1), whenDone]);
    },
  });
}
