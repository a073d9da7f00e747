import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A local proxy for tests. */
export interface TestProxy {
  /** Its address for `EGRESS`, including the login if required. */
  url: string;
  /** The requested targets, such as `127.0.0.1:4000`, in order. */
  targets: string[];
  /** Accepts connections from now on, but does not answer. */
  hang(): void;
  close(): Promise<void>;
}

/** A proxy's login; with characters that must be percent-encoded in a URL. */
export interface ProxyLogin {
  user: string;
  password: string;
}

/** Options of a proxy. */
export interface ProxyOptions {
  /** The port; a free one when omitted. */
  at?: number;
}

/**
 * A proxy that supports CONNECT (RFC 9110) and refuses clients without the login with 407; over TLS when
 * given a certificate.
 */
export async function startHttpProxy(
  login?: ProxyLogin,
  { at = 0, tls }: ProxyOptions & { tls?: { key: Buffer; cert: Buffer } } = {},
): Promise<TestProxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  let hanging = false;
  const wanted = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  const refuse = (_: unknown, response: ServerResponse) => void response.writeHead(405).end();
  const server = tls ? createTlsServer(tls, refuse) : createServer(refuse);
  server.on('connection', (socket) => track(open, socket));
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push(request.url ?? '');
    if (hanging) return;
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted)
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    const { hostname, port } = new URL(`http://${request.url}`);
    relay(open, client, hostname, Number(port || 80), {
      made: () => void client.write('HTTP/1.1 200 Connection established\r\n\r\n'),
      failed: () => void client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'),
    });
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://${loginPart(login)}127.0.0.1:${port}`,
    targets: asked,
    hang() {
      hanging = true;
    },
    close: () => closeServer(server, open),
  };
}

/** The login part of a URL. */
export function loginPart(login: ProxyLogin | undefined): string {
  return login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
}

/** Tracks a connection until it is closed. */
export function track(open: Set<Duplex>, socket: Duplex): void {
  open.add(socket);
  socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
}

/** Connects a client to its target. */
export function relay(
  open: Set<Duplex>,
  client: Socket,
  host: string,
  port: number,
  said: { made(): void; failed(): void },
): void {
  const target = connect({ host, port });
  track(open, target);
  let connected = false;
  target.once('connect', () => {
    connected = true;
    said.made();
    client.pipe(target).pipe(client);
  });
  target.on('error', () => (connected ? client.destroy() : said.failed()));
  client.on('close', () => target.destroy());
}

/** Stops listening and closes open connections. */
export async function closeServer(
  server: { close(done: () => void): unknown },
  open: ReadonlySet<Duplex>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of open) socket.destroy();
  await closed;
}
