import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Stands between a program and its server, and makes the network bad. */
export interface TcpProxy {
  /** An address of the server, by way of this. */
  through(url: string): string;
  /** What the server says comes so many ms later, from now on. */
  delay(ms: number): void;
  /** Nothing comes through in either direction any more, and nothing is closed: the other end, or what lies between, is frozen. */
  silence(): void;
  /** Does so as soon as the program has said this, before it is heard; resolves then. */
  silenceAt(text: string): Promise<void>;
}

/** Starts one before a server on this machine, until the test ends. */
export async function startTcpProxy(serverPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let delay = 0;
  let isSilent = false;
  let awaited: { text: string; heard: () => void } | undefined;

  function hand(from: Socket, to: Socket, delayOf: () => number, heard: (data: Buffer) => void): void {
    /** One piece after another, however the delay changes. */
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
    hand(client, upstream, () => 0, listen);
    hand(
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
    through: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
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
