/** A request that came in, as tests and the control panel see it. */
export interface LoggedRequest {
  method: string;
  /** Such as `api.bilibili.com`. */
  host: string;
  /** With the leading slash, without the query. */
  path: string;
  query: Record<string, string>;
  form: Record<string, string>;
  /** The address it came from. */
  from: string;
  /** Who asked, when logged in. */
  mid?: number;
  /** The code of the answer, or the HTTP status of one that is no JSON; missing until there is an answer, or when it was cut. */
  code?: number;
  /** When it came in, ms since 1970. */
  at: number;
  /** When it was answered, ms since 1970. */
  answeredAt?: number;
}

/** The log of a world's requests. Pictures are not in it: others than the program fetch them too. The oldest go when it gets long. */
export interface Requests {
  add(request: LoggedRequest): void;
  /** Oldest first. */
  all(): LoggedRequest[];
  /** How many requests of the log had a host and path that end so. */
  count(pathEnd: string): number;
  /** Those of the log whose host and path end so, oldest first. */
  to(pathEnd: string): LoggedRequest[];
  clear(): void;
}

/** An empty log that keeps about `limit` requests. */
export function createRequests(limit: number): Requests {
  let log: LoggedRequest[] = [];
  const to = (pathEnd: string) => log.filter(({ host, path }) => `${host}${path}`.endsWith(pathEnd));
  return {
    add(request) {
      // Dropping a fifth at once spares moving the whole log at every request.
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
