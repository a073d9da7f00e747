import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createBoundedServer } from '../../bounded-server.ts';
import { largestFrame } from '../frame-limit.ts';
import { QQSetupError, type QQTrouble } from '../port.ts';
import { carriesToken } from './check-token.ts';
import type { Serve } from './forward-connection.ts';
import { oneBotTroubles } from './trouble-messages.ts';

/** How connections are waited for. */
export interface ListenOptions {
  port: number;
  host: string;
  token: string;
  serve: Serve;
  onTrouble: (trouble: QQTrouble) => void;
  /** Told of the port once it listens. */
  onListening?: ((port: number) => void) | undefined;
}

/**
 * Waits for OneBot implementations to dial, on any path, until the signal aborts. Who carries no token is refused
 * with 401 before anything of theirs is read.
 * @throws QQSetupError
 */
export async function listenForOneBot(options: ListenOptions, signal: AbortSignal): Promise<void> {
  const { port, host, token, serve, onTrouble, onListening } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  const server = createBoundedServer((_, response) => {
    response.writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' });
    response.end('This is the WebSocket server of a bot: connect to it as ws://, with the token.\n');
  });
  // Whoever tries again and again is told of once.
  let refused = false;
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy());
    if (!carriesToken(request, token)) {
      // Nobody else sees to it any more: left to the other side, it would stay as long as that likes.
      const refusal = 'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
      socket.end(refusal, () => socket.destroy());
      if (!refused) onTrouble(oneBotTroubles.dialledWithoutToken());
      refused = true;
      return;
    }
    refused = false;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => undefined);
      serve(opened).catch(() => opened.terminate());
    });
  });
  try {
    const bound = await open(server, port, host);
    onListening?.(bound);
    await aborted(signal);
  } finally {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.closeAllConnections();
    server.close();
  }
}

function open(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = (error as { code?: string }).code ?? error.message;
      reject(
        code === 'EADDRINUSE'
          ? new QQSetupError(
              'portTaken',
              `Port ${port} of ${host} is taken. Choose another with QQ_ONEBOT_PORT.`,
            )
          : new QQSetupError('cannotListen', `Port ${port} of ${host} cannot be listened on (${code}).`),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
