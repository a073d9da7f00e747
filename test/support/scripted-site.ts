import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as received by the site. */
export interface SeenRequest {
  method: string;
  /** The host, from the first part of the path. */
  host: string;
  path: string;
  /** As sent, not decoded. */
  rawQuery: string;
  query: Record<string, string>;
  rawForm: string;
  form: Record<string, string>;
  headers: IncomingHttpHeaders;
  /** The address it came from. */
  from: string;
}

/**
 * An answer: JSON, text with status and headers, none at all, or a connection closed before or during the
 * answer.
 */
export type Reply =
  | { json: unknown; status?: number; headers?: Record<string, string | string[]> }
  | { text: string; status?: number; headers?: Record<string, string | string[]> }
  | 'hang'
  | 'drop'
  | 'cut';

/** A site with scripted answers. */
export interface ScriptedSite {
  /** The `root` for clients; the site answers /HOST/PATH. */
  root: string;
  requests: SeenRequest[];
  /** Answers for a path, in order; the last one is repeated. A function gets the request. */
  on(path: string, ...replies: (Reply | ((request: SeenRequest) => Reply))[]): void;
  /** An answer for all paths with this prefix that have none of their own. */
  onPrefix(prefix: string, reply: Reply): void;
  /** The requests for a path. */
  seen(path: string): SeenRequest[];
  /** Resolves when `count` requests for a path have arrived. */
  arrived(path: string, count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a scripted site on loopback. Requests without a script get 501, so that none goes unnoticed. */
export async function startScriptedSite(): Promise<ScriptedSite> {
  const scripts = new Map<string, (Reply | ((request: SeenRequest) => Reply))[]>();
  const prefixes = new Map<string, Reply>();
  const requests: SeenRequest[] = [];
  const waiting = new Set<() => void>();
  const seen = (path: string) => requests.filter((request) => request.path === path);

  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const script = scripts.get(request.path);
    const next = script && script.length > 1 ? script.shift() : script?.[0];
    const byPrefix = [...prefixes].find(([prefix]) => request.path.startsWith(prefix))?.[1];
    reply(response, (typeof next === 'function' ? next(request) : next) ?? byPrefix);
    for (const check of [...waiting]) check();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    root: `http://127.0.0.1:${port}`,
    requests,
    on: (path, ...replies) => void scripts.set(path, replies),
    onPrefix: (prefix, answer) => void prefixes.set(prefix, answer),
    seen,
    arrived: (path, count) =>
      new Promise((resolve) => {
        const check = () => {
          if (seen(path).length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const rawForm = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const [, host = '', ...rest] = url.pathname.split('/');
  return {
    method: incoming.method ?? '',
    host,
    path: rest.join('/'),
    rawQuery: url.search.slice(1),
    query: Object.fromEntries(url.searchParams),
    rawForm,
    form: Object.fromEntries(new URLSearchParams(rawForm)),
    headers: incoming.headers,
    from: incoming.socket.remoteAddress ?? '',
  };
}

function reply(response: ServerResponse, answer: Reply | undefined): void {
  if (answer === 'hang') return;
  if (answer === 'drop') return void response.socket?.destroy();
  if (answer === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"code":0,', () => response.socket?.destroy());
    return;
  }
  if (answer === undefined) return void response.writeHead(501).end('no script');
  const json = 'json' in answer;
  response.writeHead(answer.status ?? 200, {
    'content-type': json ? 'application/json' : 'text/html',
    ...answer.headers,
  });
  response.end(json ? JSON.stringify(answer.json) : answer.text);
}
