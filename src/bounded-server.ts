import { createServer, type RequestListener, type Server } from 'node:http';

/** Limits that keep clients from exhausting a server. */
export interface ServerLimits {
  /** Time for a whole request to arrive, ms. */
  request: number;
  /** Time a connection may be idle, for example when the client does not read the answer, ms. */
  idle: number;
  /**
   * Most connections at once; further ones are closed. Without a limit they could use up the file handles of
   * the process.
   */
  connections: number;
}

const usualLimits: ServerLimits = { request: 10_000, idle: 30_000, connections: 200 };

/** Creates an HTTP server that does not listen yet. Clients cannot block it or crash the process. */
export function createBoundedServer(listener: RequestListener, limits: ServerLimits = usualLimits): Server {
  const { request, idle, connections } = limits;
  const server = createServer(
    // Without `connectionsCheckingInterval`, unfinished requests are only looked for every 30 seconds.
    {
      requestTimeout: request,
      headersTimeout: request,
      connectionsCheckingInterval: Math.min(1000, request),
    },
    listener,
  );
  server.setTimeout(idle);
  server.maxConnections = connections;
  // Failure to accept a connection, for lack of file handles, must not end the process.
  server.on('error', () => undefined);
  return server;
}
