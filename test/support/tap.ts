import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { onTestFinished } from 'vitest';

/** A request that a process made, when it came. */
export interface Tapped {
  /** Which process: the name its tap was made with. */
  by: string;
  /** ms, monotonic */
  at: number;
  to: 'site' | 'telegram';
  /** Of Telegram the method; of the site the path. */
  what: string;
  /** Of the site, whose list is asked for. */
  mid: number;
}

/** Where one process is to find Bilibili and Telegram, so that what it asks can be told from what others ask. */
export interface Tap {
  readonly env: { BILIBILI_ROOT: string; TELEGRAM_API_ROOT: string };
  /** Keeps the answers of requests back that end so, until the function given back is called. */
  hold(what: string): () => void;
}

/** Hands on every request of one process, and says so before anything else happens to it. */
export async function openTap(
  by: string,
  { BILIBILI_ROOT = '', TELEGRAM_API_ROOT = '' }: Readonly<Record<string, string>>,
  heard: (tapped: Tapped) => void,
  onFinished: typeof onTestFinished,
): Promise<Tap> {
  const roots = { site: BILIBILI_ROOT, telegram: TELEGRAM_API_ROOT };
  const agent = new Agent({ keepAlive: true });
  let held: { what: string; over: Promise<void> } | undefined;
  const server = createServer((incoming, response) => {
    const [, to = '', ...rest] = (incoming.url ?? '').split('/');
    if (to !== 'site' && to !== 'telegram') {
      response.destroy();
      return;
    }
    const [path = '', query = ''] = rest.join('/').split('?');
    const what = to === 'telegram' ? (rest.at(-1)?.split('?')[0] ?? '') : path;
    heard({ by, at: performance.now(), to, what, mid: Number(new URLSearchParams(query).get('vmid')) });
    const { method, headers } = incoming;
    const over = held && what.endsWith(held.what) ? held.over : undefined;
    const onward = request(`${roots[to]}/${rest.join('/')}`, { method, headers, agent }, async (answer) => {
      await over;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onFinished(() => {
    server.close();
    server.closeAllConnections();
    agent.destroy();
  });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: { BILIBILI_ROOT: `${root}/site`, TELEGRAM_API_ROOT: `${root}/telegram` },
    hold(what) {
      const { promise: over, resolve } = Promise.withResolvers<void>();
      held = { what, over };
      return resolve;
    },
  };
}
