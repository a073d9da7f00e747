import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createBilibiliApp } from './http/app.ts';
import { createWorld, type World, type WorldOptions } from './world/world.ts';

/** Options for serving a world on a local port. */
export interface StartOptions extends WorldOptions {
  /** A free port when omitted. */
  port?: number;
  /** A world to serve instead of a new one. */
  world?: World;
}

/** A simulated Bilibili that is listening. */
export interface RunningBilibili {
  /** For BILIBILI_ROOT, without a slash at the end. */
  root: string;
  world: World;
  /** Stops listening and ends all open requests. */
  close(): Promise<void>;
}

/** Starts a simulated Bilibili on 127.0.0.1. */
export async function startBilibili({
  port = 0,
  world: known,
  ...options
}: StartOptions = {}): Promise<RunningBilibili> {
  const world = known ?? createWorld(options);
  const server = createAdaptorServer({
    fetch: createBilibiliApp(world).fetch,
    // The bot under test has the same globals.
    overrideGlobalObjects: false,
  }) as Server;
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: actual } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${actual}`,
    world,
    async close() {
      world.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
