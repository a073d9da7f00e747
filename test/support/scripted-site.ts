import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the site saw it. */
export interface SeenRequest {
  method: string;
  /** The host that was meant, from the first part of the path. */
  host: string;
  path: string;
  /** As sent, undecoded. */
  rawQuery: string;
  query: Record<string, string>;
  rawForm: string;
  form: Record<string, string>;
  headers: IncomingHttpHeaders;
  /** The address it came from. */
  from: string;
}

/** What to answer: JSON, a text with status and headers, no answer ever, or a connection cut before or amid it. */
export type Reply =
  | { json: unknown; status?: number; headers?: Record<string, string | string[]> }
  | { text: string; status?: number; headers?: Record<string, string | string[]> }
  | 'hang'
  | 'drop'
  | 'cut';

/** A site that answers by script; it emulates nothing. */
export interface ScriptedSite {
  /** For `root`: the site answers /HOST/PATH. */
  root: string;
  requests: SeenRequest[];
  /** Answers for a path, in order; the last one stays. A function sees the request. */
  on(path: string, ...replies: (Reply | ((request: SeenRequest) => Reply))[]): void;
  /** One answer for every path that starts so and has none of its own. */
  onPrefix(prefix: string, reply: Reply): void;
  /** The requests for a path. */
  seen(path: string): SeenRequest[];
  /** Resolves when `count` requests for a path have come. */
  arrived(path: string, count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a scripted site on loopback. What has no script answers 501, so that no request goes unnoticed. */
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
