import type { Calls, Session } from '../../src/api/index.ts';

/** A session with some of its methods replaced. */
export function withMethods(
  session: Session,
  others: { readonly [T in keyof Calls]?: Record<string, unknown> },
): Session {
  return new Proxy(session, {
    get(own, name) {
      const value = Reflect.get(own, name);
      const methods = Object.entries(others).find(([table]) => table === name)?.[1];
      if (methods === undefined) return value;
      return new Proxy(value, {
        get: (table, method) => methods[String(method)] ?? Reflect.get(table, method),
      });
    },
  });
}
