import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

const opened = 'net.client.socket';

/**
 * Reports each address other than 127.0.0.1 that this process connects to or looks up. Returns the function
 * that stops it.
 */
export function watchConnections(onElsewhere: (address: string) => void): () => void {
  const look = (message: unknown) => {
    const { socket } = message as { socket?: unknown };
    if (!(socket instanceof Socket)) return;
    const check = (address: string) => {
      if (address !== '127.0.0.1') onElsewhere(address);
    };
    socket.on('lookup', (_error: unknown, _address: unknown, _family: unknown, host: string) => check(host));
    socket.on('connectionAttempt', check);
  };
  subscribe(opened, look);
  return () => unsubscribe(opened, look);
}
