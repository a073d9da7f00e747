import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createBoundedServer } from '../bounded-server.ts';

/** The HTTP server cannot start; `message` tells the operator what to do. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

/** A listening server. */
export interface Listening {
  /** Such as http://127.0.0.1:8080, without a trailing slash. */
  address: string;
  /** Stops the server and closes all connections. */
  close(): Promise<void>;
}

/**
 * Listens on one address and port; port 0 takes any free one.
 * @throws CannotListen
 */
export async function listen(app: Pick<Hono, 'fetch'>, host: string, port: number): Promise<Listening> {
  // Otherwise the adapter would replace the global Request and Response of the whole process.
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  const server = createBoundedServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannot(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`,
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function cannot(error: Error, host: string, port: number): CannotListen {
  const code = 'code' in error ? String(error.code) : error.name;
  const what = `Cannot listen on port ${port} of ${host}`;
  switch (code) {
    case 'EADDRINUSE':
      return new CannotListen(
        `${what}: another program has it. Stop that one, or set HTTP_PORT to another port.`,
      );
    case 'EACCES':
      return new CannotListen(`${what}: this user may not. Set HTTP_PORT to a port above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotListen(
        `${what}: this machine has no such address. Set HTTP_HOST to one it has, or leave it out.`,
      );
    default:
      return new CannotListen(`${what} (${code}). Set HTTP_PORT or HTTP_HOST to others, or leave them out.`);
  }
}
