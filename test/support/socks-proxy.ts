import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  closeServer,
  loginPart,
  type ProxyLogin,
  type ProxyOptions,
  relay,
  type TestProxy,
  track,
} from './http-proxy.ts';

const version = 5;
const noLogin = 0;
const byPassword = 2;
const noneAcceptable = 0xff;
const kinds = { ipv4: 1, name: 3, ipv6: 4 };

/** A SOCKS5 proxy (RFC 1928, with RFC 1929 when it has a login) that supports CONNECT only. */
export async function startSocksProxy(login?: ProxyLogin, { at = 0 }: ProxyOptions = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  let hanging = false;

  async function serve(client: Socket): Promise<void> {
    const read = createReader(client);
    const [, count = 0] = await read(2);
    const offered = [...(await read(count))];
    const method = login ? byPassword : noLogin;
    if (!offered.includes(method)) return void client.end(Buffer.from([version, noneAcceptable]));
    client.write(Buffer.from([version, method]));
    if (login) {
      const [, length = 0] = await read(2);
      const user = (await read(length)).toString();
      const password = (await read((await read(1))[0] ?? 0)).toString();
      const good = user === login.user && password === login.password;
      client.write(Buffer.from([1, good ? 0 : 1]));
      if (!good) return void client.end();
    }
    const [, , , kind = 0] = await read(4);
    const host = await hostIn(kind, read);
    const port = (await read(2)).readUInt16BE(0);
    asked.push(`${host}:${port}`);
    if (hanging) return;
    const answer = (reply: number) => Buffer.from([version, reply, 0, kinds.ipv4, 0, 0, 0, 0, 0, 0]);
    relay(open, client, host, port, {
      made: () => void client.write(answer(0)),
      failed: () => void client.end(answer(5)),
    });
  }

  const server = createServer((client) => {
    track(open, client);
    serve(client).catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `socks5://${loginPart(login)}127.0.0.1:${port}`,
    targets: asked,
    hang() {
      hanging = true;
    },
    close: () => closeServer(server, open),
  };
}

type Read = (length: number) => Promise<Buffer>;

async function hostIn(kind: number, read: Read): Promise<string> {
  if (kind === kinds.ipv4) return [...(await read(4))].join('.');
  if (kind === kinds.name) return (await read((await read(1))[0] ?? 0)).toString();
  const groups = await read(16);
  return Array.from({ length: 8 }, (_, at) => groups.readUInt16BE(2 * at).toString(16)).join(':');
}

/** Reads the next `length` bytes of a connection, leaving the rest. */
function createReader(socket: Socket): Read {
  return async (length) => {
    if (length === 0) return Buffer.alloc(0);
    for (;;) {
      const bytes = socket.read(length) as Buffer | null;
      if (bytes !== null) return bytes;
      if (socket.destroyed || socket.readableEnded) throw new Error('it hung up');
      await new Promise<void>((resolve) => {
        socket.once('readable', resolve);
        socket.once('close', () => resolve());
      });
    }
  };
}
