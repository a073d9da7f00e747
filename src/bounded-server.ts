import { createServer, type RequestListener, type Server } from 'node:http';

/** How much of a server whoever comes by may take. */
export interface ServerLimits {
  /** How long a request may take to come in whole, ms. */
  request: number;
  /** How long a connection may stand still, as with one who does not take the answer, ms. */
  idle: number;
  /** Connections at once; further ones are closed. Else they would take all file handles of the process. */
  connections: number;
}

const usualLimits: ServerLimits = { request: 10_000, idle: 30_000, connections: 200 };

/** An HTTP server that does not listen yet; nobody who comes by can hold it up, or end the process by it. */
export function createBoundedServer(listener: RequestListener, limits: ServerLimits = usualLimits): Server {
  const { request, idle, connections } = limits;
  const server = createServer(
    // Without the last, who never finishes a request is looked for every half minute only.
    {
      requestTimeout: request,
      headersTimeout: request,
      connectionsCheckingInterval: Math.min(1000, request),
    },
    listener,
  );
  server.setTimeout(idle);
  server.maxConnections = connections;
  // A connection that cannot be taken in, for want of file handles, ends nothing.
  server.on('error', () => undefined);
  return server;
}
