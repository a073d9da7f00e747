import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Api } from 'grammy';
import { afterEach, expect, it } from 'vitest';
import { downloadFile, FileUnavailable } from '../../src/bot/download-file.ts';

const token = '123456:planted-token';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A Telegram that says a file has `size` bytes, and hands it out by `give`. */
async function telegram(give: (response: ServerResponse, url: string) => void, size?: number): Promise<Api> {
  const http = createServer((request, response) => {
    if (!request.url?.startsWith('/bot')) return give(response, request.url ?? '');
    const result = { file_id: 'a', file_unique_id: 'b', file_path: 'documents/a b.csv', file_size: size };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    http.close();
    http.closeAllConnections();
  });
  return new Api(token, { apiRoot: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
}

const signal = new AbortController().signal;
const failed = (download: Promise<unknown>) => download.catch((error: unknown) => error);

it('downloads a file by the path Telegram names', async () => {
  const asked: string[] = [];
  const api = await telegram((response, url) => {
    asked.push(url);
    response.end('123\n');
  });
  expect(String(await downloadFile(api, 'a', { most: 10, signal }))).toBe('123\n');
  expect(asked).toEqual([`/file/bot${token}/documents/a%20b.csv`]);
});

it('does not begin with a file that is said to be too large', async () => {
  let begun = false;
  const api = await telegram((response) => {
    begun = true;
    response.end();
  }, 11);
  expect(await failed(downloadFile(api, 'a', { most: 10, signal }))).toMatchObject({ reason: 'tooBig' });
  expect(begun).toBe(false);
});

it('gives up a file that turns out too large, without waiting for its end', async () => {
  const api = await telegram((response) => void response.write('x'.repeat(11)));
  expect(await failed(downloadFile(api, 'a', { most: 10, signal }))).toMatchObject({ reason: 'tooBig' });
});

it('gives up after its time, and when it is told to', async () => {
  const api = await telegram(() => undefined);
  const late = await failed(downloadFile(api, 'a', { most: 10, signal, timeout: 20 }));
  expect(late).toMatchObject({ reason: 'notFetched', message: expect.stringContaining('in time') });

  const controller = new AbortController();
  const hanging = await telegram(() => controller.abort(new Error('no longer wanted')));
  expect(await failed(downloadFile(hanging, 'a', { most: 10, signal: controller.signal }))).toMatchObject({
    message: 'no longer wanted',
  });
});

it.each<[how: string, give: (response: ServerResponse) => void]>([
  ['refused', (response) => void response.writeHead(404).end('Not Found')],
  ['cut', (response) => void response.socket?.destroy()],
  ['cut in the middle', (response) => response.write('12', () => response.socket?.destroy())],
])('never shows the token when a download is %s', async (_, give) => {
  const error = await failed(downloadFile(await telegram(give), 'a', { most: 10, signal }));
  expect(error).toBeInstanceOf(FileUnavailable);
  expect(`${inspect(error, { depth: 9 })} ${JSON.stringify(error)} ${String(error)}`).not.toContain(
    'planted-token',
  );
});
