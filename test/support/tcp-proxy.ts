import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** A proxy between the program and a server that simulates a bad network. */
export interface TcpProxy {
  /** The server's URL through this proxy. */
  urlThrough(url: string): string;
  /** Delays data from the server by `ms`. */
  delay(ms: number): void;
  /** Drops all data in both directions without closing connections, as a frozen peer or network does. */
  silence(): void;
  /** The same as soon as the program sends this text, which is dropped too; resolves then. */
  silenceAt(text: string): Promise<void>;
}

/** Starts a proxy for a server on this machine, until the test ends. */
export async function startTcpProxy(serverPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let delay = 0;
  let isSilent = false;
  let awaited: { text: string; heard: () => void } | undefined;

  function forward(from: Socket, to: Socket, delayOf: () => number, heard: (data: Buffer) => void): void {
    /** Keeps the order of the data however the delay changes. */
    let before = Promise.resolve();
    const afterwards = (then: () => void) => {
      const due = performance.now() + delayOf();
      before = before.then(async () => {
        const left = due - performance.now();
        if (left > 0) await pause(left);
        if (!isSilent) then();
      });
    };
    open.add(from);
    from.on('data', (data) => {
      heard(data);
      if (!isSilent) afterwards(() => to.write(data));
    });
    from.on('end', () => afterwards(() => to.end()));
    from.on('error', () => afterwards(() => to.destroy()));
    from.on('close', () => open.delete(from));
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true });
    const listen = (data: Buffer) => {
      if (awaited === undefined || !data.includes(awaited.text)) return;
      isSilent = true;
      awaited.heard();
    };
    forward(client, upstream, () => 0, listen);
    forward(
      upstream,
      client,
      () => delay,
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return {
    urlThrough: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    delay(ms) {
      delay = ms;
    },
    silence() {
      isSilent = true;
    },
    silenceAt: (text) =>
      new Promise((resolve) => {
        awaited = { text, heard: resolve };
      }),
  };
}
