import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { createPictureReader } from '../../src/api/download-picture.ts';

/** A reader of pictures at a site in the place of the real one, and what it was asked for. */
async function readerAt(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dispatcher = new Agent();
  onTestFinished(async () => {
    await dispatcher.close();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, read: createPictureReader({ dispatcher, root: `http://127.0.0.1:${port}` }) };
}

it('reads the picture of somebody at the site', async () => {
  const site = await startBilibili({ people: 2 });
  const dispatcher = new Agent();
  onTestFinished(async () => {
    await dispatcher.close();
    await site.close();
  });
  const read = createPictureReader({ dispatcher, root: site.root });
  const picture = await read('https://i0.hdslb.com/bfs/face/100001.png');
  expect(
    Buffer.from(picture ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

it('asks the host that is named, with its query', async () => {
  const { read, asked } = await readerAt((_, response) => void response.end('a picture'));
  expect(String(await read('http://i2.hdslb.com/bfs/face/a.jpg?x=1'))).toBe('a picture');
  expect(asked).toEqual(['/i2.hdslb.com/bfs/face/a.jpg?x=1']);
});

it.each([
  'https://example.com/a.jpg',
  'https://hdslb.com.example.com/a.jpg',
  'https://evilhdslb.com/a.jpg',
  'https://i0.hdslb.com@example.com/a.jpg',
  'https://i0.hdslb.com:8443/a.jpg',
  'https://example.com/#.hdslb.com',
  'file:///etc/passwd',
  'ftp://i0.hdslb.com/a.jpg',
  '//i0.hdslb.com/a.jpg',
  'i0.hdslb.com',
  '',
])('asks nobody for %j', async (address) => {
  const { read, asked } = await readerAt((_, response) => void response.end('a picture'));
  expect(await read(address)).toBeUndefined();
  expect(asked).toEqual([]);
});

it.each<[what: string, answer: RequestListener]>([
  ['that is not there', (_, response) => void response.writeHead(404).end()],
  [
    'that leads elsewhere',
    (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  ],
  [
    'that is cut off',
    (_, response) =>
      void response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy()),
  ],
  ['without end', (_, response) => endless(response)],
])('a picture %s is none', async (_, answer) => {
  const { read } = await readerAt(answer);
  expect(await read('https://i0.hdslb.com/a.jpg')).toBeUndefined();
});

it('is given up with whoever wanted it', async () => {
  const { read } = await readerAt(() => undefined);
  expect(await read('https://i0.hdslb.com/a.jpg', AbortSignal.timeout(20))).toBeUndefined();
});

function endless(response: Parameters<RequestListener>[1]): void {
  const chunk = Buffer.alloc(64 * 1024);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  response.on('error', () => undefined);
  more();
}
