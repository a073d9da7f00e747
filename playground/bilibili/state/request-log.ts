/** A request, as tests and the panel see it. */
export interface LoggedRequest {
  method: string;
  /** For example `api.bilibili.com`. */
  host: string;
  /** With the leading slash, without the query. */
  path: string;
  query: Record<string, string>;
  form: Record<string, string>;
  /** The address it came from. */
  from: string;
  /** The mid of the logged-in account. */
  mid?: number;
  /**
   * The code of the answer, or the HTTP status if it was not JSON; missing until answered, or when cut off.
   */
  code?: number;
  /** When it arrived, ms since 1970. */
  at: number;
  /** When it was answered, ms since 1970. */
  answeredAt?: number;
}

/** The requests of a world, without those for avatars, which browsers fetch too. The oldest are dropped. */
export interface Requests {
  add(request: LoggedRequest): void;
  /** Oldest first. */
  all(): LoggedRequest[];
  /** How many requests in the log have a host and path ending with `pathEnd`. */
  count(pathEnd: string): number;
  /** The requests whose host and path end with `pathEnd`, oldest first. */
  to(pathEnd: string): LoggedRequest[];
  clear(): void;
}

/** @param limit about how many requests are kept */
export function createRequests(limit: number): Requests {
  let log: LoggedRequest[] = [];
  const to = (pathEnd: string) => log.filter(({ host, path }) => `${host}${path}`.endsWith(pathEnd));
  return {
    add(request) {
      // Dropping a fifth at a time avoids copying the log at every request.
      if (log.length >= limit) log = log.slice(Math.ceil(limit / 5));
      log.push(request);
    },
    all: () => [...log],
    count: (pathEnd) => to(pathEnd).length,
    to,
    clear() {
      log = [];
    },
  };
}
