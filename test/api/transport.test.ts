import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeBody } from '../../src/api/decode-body.ts';
import { BilibiliUnreachable } from '../../src/api/index.ts';
import { createTransport } from '../../src/api/transport.ts';
import { rejection } from './harness.ts';

const most = 64 * 1024;

/** Asks a server that answers so. */
async function ask(answer: (response: ServerResponse) => void, signal?: AbortSignal) {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const request = { method: 'GET' as const, url: `http://127.0.0.1:${port}/secret`, headers: {} };
  const received = await createTransport(new Agent(), 5000)(request, 'x/label', most, signal);
  const { status, setCookies, location } = received;
  return { status, setCookies, location, text: decodeBody(received, 'x/label', most) };
}

const packed = (encoding: string, body: Buffer) => (response: ServerResponse) =>
  void response.writeHead(200, { 'content-encoding': encoding }).end(body);

function layers(body: Buffer, count: number): Buffer {
  return count === 0 ? body : layers(gzipSync(body), count - 1);
}

describe('an answer', () => {
  const text = JSON.stringify({ code: 0, message: '关系' });

  it.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
  ])('in %s is read', async (encoding, body) => {
    expect(await ask(packed(encoding, body))).toMatchObject({ status: 200, text });
  });

  it.each([
    ['an encoding nobody asked for', packed('compress', Buffer.from(text))],
    ['gzip that is none', packed('gzip', Buffer.from(text))],
    ['many layers', packed('gzip, gzip, gzip, gzip', layers(Buffer.from(text), 4))],
  ])('in %s is none', async (_, answer) => {
    expect(await rejection(ask(answer))).toMatchObject({ why: 'network' });
  });

  it('keeps its cookies, its status and where it leads', async () => {
    const headers = { 'set-cookie': ['a=1', 'b=2'], location: '/there' };
    expect(await ask((response) => void response.writeHead(302, headers).end())).toEqual({
      status: 302,
      text: '',
      setCookies: ['a=1', 'b=2'],
      location: '/there',
    });
  });
});

describe('a body without end', () => {
  const zeros = Buffer.alloc(20 * 1024 * 1024);

  it.each<[string, (response: ServerResponse) => void]>([
    ['of plain bytes', (response) => void response.end(zeros)],
    ['in gzip', packed('gzip', gzipSync(zeros))],
    ['in brotli', packed('br', brotliCompressSync(zeros))],
    ['in gzip twice over', packed('gzip, gzip', gzipSync(gzipSync(zeros)))],
    [
      'that is sent for ever',
      (response) => {
        const go = () => {
          while (response.write(zeros.subarray(0, 16_384)));
        };
        response.on('drain', go);
        go();
      },
    ],
  ])('%s is given up, by its decoded bytes', async (_, answer) => {
    const before = process.memoryUsage().arrayBuffers;
    const error = await rejection(ask(answer));
    expect(error).toBeInstanceOf(BilibiliUnreachable);
    expect(error).toMatchObject({ why: 'answer', endpoint: 'x/label' });
    expect(String(error)).toContain(`more than ${most} bytes`);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(15 * 1024 * 1024);
  });

  it('up to the limit is read', async () => {
    const body = 'x'.repeat(most);
    expect((await ask(packed('gzip', gzipSync(body)))).text).toBe(body);
    expect((await ask((response) => void response.end(body))).text).toBe(body);
  });
});

it('a request that is given up rejects with the reason, also amid the body', async () => {
  const stop = new AbortController();
  const asked = ask((response) => {
    response.write('{');
    setImmediate(() => stop.abort('left'));
  }, stop.signal);
  expect(await rejection(asked)).toBe('left');
});
