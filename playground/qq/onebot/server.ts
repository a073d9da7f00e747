import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createOutage, type Outage } from '../outage.ts';
import type { Connections } from './connections.ts';
import type { World } from './world.ts';

/** The server that bots connect to. */
export interface OneBotServer {
  port: number;
  outage: Outage;
  close(): Promise<void>;
}

/**
 * The forward WebSocket, as in NapCat: a connection with a wrong token gets one frame with 1403 and is
 * closed. Files are served on the same port.
 */
export async function serveOneBot(
  port: number,
  { token, world, connections }: { token: string; world: World; connections: Connections },
): Promise<OneBotServer> {
  const server = createServer((request, response) => {
    const id = decodeURIComponent(/^\/files\/([^/?]+)/u.exec(request.url ?? '')?.[1] ?? '');
    const file = world.files.get(id);
    response.writeHead(file ? 200 : 404);
    response.end(file?.bytes);
  });
  const outage = createOutage(server);
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket, request) => {
    if (tokenOf(request) === token) return connections.add(socket);
    const words = 'token验证失败';
    const refusal = {
      status: 'failed',
      retcode: 1403,
      data: null,
      message: words,
      wording: words,
      echo: null,
    };
    socket.send(JSON.stringify(refusal));
    socket.close();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    outage,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tokenOf({ headers, url = '' }: IncomingMessage): string | undefined {
  const bearer = /^Bearer (.*)$/iu.exec(headers.authorization ?? '')?.[1];
  return bearer ?? new URLSearchParams(url.split('?')[1]).get('access_token') ?? undefined;
}
