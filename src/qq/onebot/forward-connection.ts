import { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';
import { createBackOff } from '../back-off.ts';
import type { QQTrouble } from '../port.ts';
import { createTroubleNotice } from '../report-trouble-once.ts';
import { largestFrame } from '../websocket-limits.ts';
import { oneBotTroubles } from './trouble-messages.ts';

/** Serves an open connection; resolves when it is closed. */
export type Serve = (socket: WebSocket) => Promise<void>;

/** How connections are made. */
export interface DialOptions {
  url: string;
  token: string;
  clock: Clock;
  random: () => number;
  serve: Serve;
  onTrouble: (trouble: QQTrouble) => void;
}

/** A connection that lasted this long resets the back-off; ms. */
const provenAfter = 10_000;

/**
 * Connects to a OneBot implementation again and again until the signal aborts. The token is sent in a header,
 * since URLs end up in logs.
 */
export async function dial(options: DialOptions, signal: AbortSignal): Promise<void> {
  const { url, token, clock, random, serve, onTrouble } = options;
  const backOff = createBackOff(random);
  const trouble = createTroubleNotice(onTrouble);
  while (!signal.aborted) {
    const begun = clock.monotonic();
    const socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      maxPayload: largestFrame,
      perMessageDeflate: false,
      handshakeTimeout: 10_000,
      followRedirects: false,
    });
    const end = () => socket.terminate();
    signal.addEventListener('abort', end, { once: true });
    try {
      const failed = await serveWhenOpen(socket, url, () => {
        trouble.clear();
        return serve(socket);
      });
      if (failed !== undefined && !signal.aborted) trouble.report(failed);
    } finally {
      signal.removeEventListener('abort', end);
      socket.terminate();
    }
    if (clock.monotonic() - begun >= provenAfter) backOff.reset();
    await clock.sleep(backOff.next(), signal).catch(() => undefined);
  }
}

/**
 * Serves the connection once it is open, before anything from it is read. Resolves with the reason if it
 * could not be opened.
 */
function serveWhenOpen(
  socket: WebSocket,
  url: string,
  serve: () => Promise<void>,
): Promise<QQTrouble | undefined> {
  return new Promise((resolve, reject) => {
    let opened = false;
    socket.once('open', () => {
      opened = true;
      serve().then(() => resolve(undefined), reject);
    });
    socket.once('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy();
      resolve(
        statusCode === 401 || statusCode === 403
          ? oneBotTroubles.wrongToken({ url })
          : oneBotTroubles.notWebSocket(url, statusCode),
      );
    });
    // Kept as long as the socket: an error without a listener would end the program.
    socket.on('error', (error) => {
      const why = (error as { code?: string }).code ?? error.message;
      if (!opened) resolve(oneBotTroubles.unreachable(url, why));
    });
    socket.once('close', () => {
      if (!opened) resolve(oneBotTroubles.unreachable(url, 'closed'));
    });
  });
}
