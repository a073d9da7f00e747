import pg from 'pg';
import { holdTimeUntil } from './clock.ts';

/**
 * Runs before tests on Postgres: test clocks stand still while a connection is being made or a query is not answered, so that
 * what follows from an answer is begun at the time at which it was asked for, as it is on SQLite, which answers at once.
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
