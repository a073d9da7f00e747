import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { onTestFinished } from 'vitest';

/** A request of a process. */
export interface Tapped {
  /** The name of the process. */
  by: string;
  /** ms, monotonic */
  at: number;
  to: 'site' | 'telegram';
  /** The method on Telegram, the path on the site. */
  what: string;
  /** Whose list is requested, on the site. */
  mid: number;
}

/**
 * The addresses through which one process reaches Bilibili and Telegram, so that its requests can be told
 * from others'.
 */
export interface Tap {
  readonly env: { BILIBILI_ROOT: string; TELEGRAM_API_ROOT: string };
  /** Holds back answers to requests ending with `what`, until the returned function is called. */
  hold(what: string): () => void;
}

/** Forwards all requests of one process, after reporting each to `heard`. */
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
