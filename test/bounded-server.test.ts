import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createBoundedServer, type ServerLimits } from '../src/bounded-server.ts';

const limits: ServerLimits = { request: 200, idle: 300, connections: 5 };

async function listening(listener: RequestListener = (_, response) => void response.end('well')) {
  const server: Server = createBoundedServer(listener, limits);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const dial = (): Socket => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    return socket;
  };
  return { server, dial, ask: () => fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'close' } }) };
}

/** Resolves when a connection is over; `once` would reject where it is reset. */
const closed = (socket: Socket) =>
  new Promise<void>((resolve) => socket.resume().once('close', () => resolve()));

it('who never finishes a request is left', async () => {
  const { dial } = await listening();
  const socket = dial();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  await closed(socket);
});

it('who sends a body drop by drop is left', async () => {
  const { dial } = await listening((request, response) => {
    request.resume().on('end', () => response.end());
  });
  const socket = dial();
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n');
  const dripping = setInterval(() => socket.write('.'), 50);
  onTestFinished(() => clearInterval(dripping));
  await closed(socket);
});

it('who does not take the answer is left', async () => {
  const left = Promise.withResolvers<void>();
  const { dial } = await listening((_, response) => {
    response.on('close', left.resolve);
    response.write(Buffer.alloc(50 * 1024 * 1024));
  });
  const socket = dial();
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await left.promise;
});

it('more connections than it may have are closed, and it answers again when others are gone', async () => {
  const { dial, ask } = await listening();
  const first = Array.from({ length: limits.connections }, dial);
  await Promise.all(first.map((socket) => once(socket, 'connect')));
  await closed(dial());
  for (const socket of first) socket.destroy();
  await expect
    .poll(() =>
      ask().then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

it('a connection that could not be taken in ends nothing, however often', async () => {
  const { server, ask } = await listening();
  for (let time = 0; time < 3; time += 1) server.emit('error', new Error('accept EMFILE'));
  expect((await ask()).status).toBe(200);
});
