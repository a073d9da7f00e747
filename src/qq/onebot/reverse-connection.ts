import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createBoundedServer } from '../../bounded-server.ts';
import { isSameSecret } from '../../is-same-secret.ts';
import { QQSetupError, type QQTrouble } from '../port.ts';
import { createTroubleNotice } from '../report-trouble-once.ts';
import { largestFrame } from '../websocket-limits.ts';
import type { Serve } from './forward-connection.ts';
import { oneBotTroubles } from './trouble-messages.ts';

/** Where and how to wait for connections. */
export interface ListenOptions {
  port: number;
  host: string;
  token: string;
  serve: Serve;
  onTrouble: (trouble: QQTrouble) => void;
  /** Called with the port once it listens. */
  onListening?: ((port: number) => void) | undefined;
}

/**
 * Accepts connections of OneBot implementations, on any path, until the signal aborts. Requests without the
 * token are refused with 401 before anything else is read.
 * @throws QQSetupError
 */
export async function listenForOneBot(options: ListenOptions, signal: AbortSignal): Promise<void> {
  const { port, host, token, serve, onTrouble, onListening } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  const server = createBoundedServer((_, response) => {
    response.writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' });
    response.end('This is the WebSocket server of a bot: connect to it as ws://, with the token.\n');
  });
  const trouble = createTroubleNotice(onTrouble);
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy());
    if (!carriesToken(request, token)) {
      // The socket must be destroyed here, or it would stay open as long as the other side likes.
      const refusal = 'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
      socket.end(refusal, () => socket.destroy());
      trouble.report(oneBotTroubles.dialledWithoutToken());
      return;
    }
    trouble.clear();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => undefined);
      serve(opened).catch(() => opened.terminate());
    });
  });
  try {
    const bound = await listen(server, port, host);
    onListening?.(bound);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Whether a connection request contains the token, in its header or its query; implementations use either.
 */
function carriesToken({ headers, url = '/' }: IncomingMessage, token: string): boolean {
  const [, bearer] = /^(?:Bearer|Token)\s+(\S+)$/iu.exec(headers.authorization ?? '') ?? [];
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('access_token');
  return [bearer, query].some((given) => typeof given === 'string' && isSameSecret(given, token));
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'EADDRINUSE'
      ? new QQSetupError('portTaken', `Port ${port} of ${host} is taken. Choose another with QQ_ONEBOT_PORT.`)
      : new QQSetupError(
          'cannotListen',
          `Port ${port} of ${host} cannot be listened on (${code ?? message}).`,
        );
  }
  return (server.address() as AddressInfo).port;
}
