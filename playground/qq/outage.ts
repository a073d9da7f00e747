import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Takes a server offline: open connections are dropped, and new ones until `end`. */
export interface Outage {
  begin(): void;
  end(): void;
}

export function createOutage(server: Server): Outage {
  const sockets = new Set<Socket>();
  let isAway = false;
  server.on('connection', (socket) => {
    if (isAway) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    begin() {
      isAway = true;
      for (const socket of sockets) socket.destroy();
    },
    end() {
      isAway = false;
    },
  };
}
