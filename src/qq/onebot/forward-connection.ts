import { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';
import { createBackOff } from '../back-off.ts';
import { largestFrame } from '../frame-limit.ts';
import { QQSetupError, type QQTrouble } from '../port.ts';
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
 * Checks the URL of a OneBot WebSocket server.
 * @throws QQSetupError
 */
export function checkUrl(url: string): void {
  if (/^wss?:\/\/[^/?#\s]+/iu.test(url) && URL.canParse(url)) return;
  throw new QQSetupError(
    'badUrl',
    'QQ_ONEBOT_URL must begin with ws:// or wss://, as ws://127.0.0.1:3001. An address of http is that of another server.',
  );
}

/**
 * Connects to a OneBot implementation again and again until the signal aborts. The token is sent in a header,
 * since URLs end up in logs.
 */
export async function dial(options: DialOptions, signal: AbortSignal): Promise<void> {
  const { url, token, clock, random, serve, onTrouble } = options;
  const where = withoutQuery(url);
  const backOff = createBackOff(random);
  let lastReported: QQTrouble['reason'] | undefined;
  // A server that stays unreachable is reported once.
  const reportOnce = (trouble: QQTrouble) => {
    if (trouble.reason !== lastReported) onTrouble(trouble);
    lastReported = trouble.reason;
  };
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
      const failed = await serveWhenOpen(socket, where, () => {
        lastReported = undefined;
        return serve(socket);
      });
      if (failed !== undefined && !signal.aborted) reportOnce(failed);
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
  where: string,
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
          ? oneBotTroubles.wrongToken(where)
          : oneBotTroubles.notWebSocket(where, statusCode),
      );
    });
    // Kept as long as the socket: an error without a listener would end the program.
    socket.on('error', (error) => {
      const why = (error as { code?: string }).code ?? error.message;
      if (!opened) resolve(oneBotTroubles.unreachable(where, why));
    });
    socket.once('close', () => {
      if (!opened) resolve(oneBotTroubles.unreachable(where, 'closed'));
    });
  });
}

function withoutQuery(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
