import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createBilibiliApp } from './http/app.ts';
import { createWorld, type World, type WorldOptions } from './world/world.ts';

/** How a world is put on a port of this machine. */
export interface StartOptions extends WorldOptions {
  /** Any free one when left out. */
  port?: number;
  /** A world made before, to serve instead of a new one. */
  world?: World;
}

/** A simulated Bilibili that listens. */
export interface RunningBilibili {
  /** For BILIBILI_ROOT, without a slash at the end. */
  root: string;
  world: World;
  /** Stops listening and ends every request that waits. */
  close(): Promise<void>;
}

/** Starts a simulated Bilibili on 127.0.0.1. */
export async function startBilibili({
  port = 0,
  world: known,
  ...options
}: StartOptions = {}): Promise<RunningBilibili> {
  const world = known ?? createWorld(options);
  const server = createAdaptorServer({ fetch: createBilibiliApp(world).fetch }) as Server;
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
