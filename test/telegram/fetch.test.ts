import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { type TelegramReport, telegramFetch } from '../../src/telegram/fetch.ts';

const token = '123456:planted-token';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function server(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const http = createServer(async (request, response) => {
    const chunks = await request.toArray();
    answer(request, response, Buffer.concat(chunks).toString());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    http.close();
    http.closeAllConnections();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/bot${token}`;
}

function tooMany(response: ServerResponse, seconds: number): void {
  response.statusCode = 429;
  response.end(JSON.stringify({ ok: false, error_code: 429, parameters: { retry_after: seconds } }));
}

it('sends an upload again, whole, after Telegram asked to wait a moment', async () => {
  const bodies: string[] = [];
  const root = await server((_, response, body) => {
    bodies.push(body);
    if (bodies.length === 1) tooMany(response, 0);
    else response.end('{"ok":true,"result":{"message_id":7}}');
  });
  const response = await telegramFetch(`${root}/sendPhoto`, {
    method: 'POST',
    body: Readable.from(['one ', 'upload']),
  });
  expect(await response.json()).toEqual({ ok: true, result: { message_id: 7 } });
  expect(bodies).toEqual(['one upload', 'one upload']);
});

it('gives a 429 back when the wait is long, when it comes a third time, and for getUpdates', async () => {
  const calls: string[] = [];
  const root = await server((request, response) => {
    calls.push(request.url?.split('/').at(-1) ?? '');
    tooMany(response, request.url?.endsWith('patient') ? 3600 : 0);
  });
  expect((await telegramFetch(`${root}/patient`)).status).toBe(429);
  expect((await telegramFetch(`${root}/often`)).status).toBe(429);
  expect((await telegramFetch(`${root}/getUpdates`)).status).toBe(429);
  expect(calls).toEqual(['patient', 'often', 'often', 'often', 'getUpdates']);
});

it('does not send again when the answer was lost: the message may be there', async () => {
  let calls = 0;
  const root = await server((request) => {
    calls += 1;
    request.socket.destroy();
  });
  await expect(telegramFetch(`${root}/sendMessage`, { method: 'POST', body: '{}' })).rejects.toThrow(
    'Telegram could not be reached',
  );
  expect(calls).toBe(1);
});

it('never shows the token in an error', async () => {
  const gone = await server((request) => request.socket.destroy());
  const error: unknown = await telegramFetch(`${gone}/getMe`).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(`${inspect(error, { depth: 9 })} ${JSON.stringify(error)} ${String(error)}`).not.toContain(
    'planted-token',
  );
});

it("follows grammY's own kind of abort signal", async () => {
  const root = await server(() => undefined);
  const { AbortController: Polyfill } = await import('abort-controller');
  const controller = new Polyfill();
  const call = telegramFetch(`${root}/getUpdates`, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toThrow('given up');
});

it('leaves "too many requests" to a caller who wants to heed it', async () => {
  let calls = 0;
  const root = await server((_, response) => {
    calls += 1;
    tooMany(response, 0);
  });
  const response = await telegramFetch(`${root}/sendMessage`, { method: 'POST', body: '{}' }, { retries: 0 });
  expect([response.status, calls]).toEqual([429, 1]);
});

it('sends no third time for such a caller when the plain message meets "too many requests"', async () => {
  let calls = 0;
  const root = await server((_, response) => {
    calls += 1;
    if (calls > 1) tooMany(response, 0);
    else response.writeHead(400).end('{"ok":false,"description":"Bad Request: effect not allowed"}');
  });
  const body = JSON.stringify({ text: 'hello', message_effect_id: '1' });
  const response = await telegramFetch(`${root}/sendMessage`, { method: 'POST', body }, { retries: 0 });
  expect([response.status, calls]).toEqual([429, 2]);
});

it('tells of every request and its outcome, by the method alone', async () => {
  const statuses: Record<string, number> = { deleteMessage: 200, sendMessage: 403, sendPhoto: 502 };
  const root = await server((request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    if (method === 'editMessageText') tooMany(response, 0);
    else if (method === 'getUpdates') response.destroy();
    else response.writeHead(statuses[method] ?? 404).end('{"ok":true,"result":1}');
  });
  const calls: TelegramReport[] = [];
  const onCall = (call: TelegramReport) => calls.push(call);
  for (const method of ['deleteMessage', 'sendMessage', 'sendPhoto', 'editMessageText', 'getUpdates'])
    await telegramFetch(`${root}/${method}`, {}, { onCall, retries: 1 }).catch(() => undefined);
  expect(calls).toEqual([
    { method: 'deleteMessage', outcome: 'ok' },
    { method: 'sendMessage', outcome: 'refused' },
    { method: 'sendPhoto', outcome: 'broken' },
    { method: 'editMessageText', outcome: 'tooMany' },
    { method: 'editMessageText', outcome: 'tooMany' },
    { method: 'getUpdates', outcome: 'unreachable' },
  ]);
});

it('gives up what hangs when the program can wait no longer', async () => {
  const asked = Promise.withResolvers<void>();
  const root = await server(() => asked.resolve());
  const cutOff = new AbortController();
  const call = telegramFetch(`${root}/sendMessage`, {}, { stop: cutOff.signal });
  await asked.promise;
  cutOff.abort();
  await expect(call).rejects.toThrow('was given up');
});

it('gives up an answer that stops in the middle', async () => {
  const begun = Promise.withResolvers<void>();
  const root = await server((_, response) => {
    response.write('{"ok":true,', () => begun.resolve());
  });
  const controller = new AbortController();
  const calls: TelegramReport[] = [];
  const onCall = (call: TelegramReport) => calls.push(call);
  const call = telegramFetch(`${root}/getUpdates`, { signal: controller.signal }, { onCall });
  await begun.promise;
  controller.abort();
  await expect(call).rejects.toThrow('was given up');
  expect(calls).toEqual([]);
});

it('an answer that breaks off in the middle is none', async () => {
  const root = await server((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"ok":true,', () => response.destroy());
  });
  await expect(telegramFetch(`${root}/sendMessage`, { method: 'POST', body: '{}' })).rejects.toThrow(
    'Telegram could not be reached for sendMessage',
  );
});

it.each([['{"ok":true}'], ['{"ok":true,"result":null}'], ['<html>It works!</html>'], ['null'], ['']])(
  'a yes without a result (%s) is no answer, for nothing is known to be done',
  async (body) => {
    const reports: TelegramReport[] = [];
    const root = await server((_, response) => response.end(body));
    await expect(
      telegramFetch(`${root}/sendMessage`, {}, { onCall: (report) => reports.push(report) }),
    ).rejects.toThrow('an answer without a result');
    expect(reports).toEqual([{ method: 'sendMessage', outcome: 'unreachable' }]);
  },
);

it.each([
  ['sendMessage', 'true'],
  ['sendMessage', '[]'],
  ['sendMessage', '{}'],
  ['sendPhoto', '{"message_id":"7"}'],
  ['sendMediaGroup', '{"message_id":7}'],
  ['getUpdates', '{"update_id":7}'],
  ['getUpdates', '[null]'],
  ['getUpdates', '[{"update_id":"7"}]'],
  ['getUpdates', '"x"'],
  ['getMe', 'true'],
  ['getMe', '{"id":7}'],
])('nor is %s answered by %s', async (method, result) => {
  const root = await server((_, response) => response.end(`{"ok":true,"result":${result}}`));
  await expect(telegramFetch(`${root}/${method}`)).rejects.toThrow('an answer without a result');
});

it('a result may stand anywhere in the answer', async () => {
  const root = await server((_, response) => response.end('{"result": false, "ok": true}'));
  expect(await (await telegramFetch(`${root}/deleteMessage`)).json()).toEqual({ ok: true, result: false });
});

it('gives up a few bytes that unpack without end', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  expect(bomb.byteLength).toBeLessThan(100_000);
  const root = await server((_, response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(bomb);
  });
  await expect(telegramFetch(`${root}/getUpdates`)).rejects.toThrow('an answer without end');
});

it('sends nothing that the fence does not let through, and asks it again before every attempt', async () => {
  const bodies: string[] = [];
  const root = await server((_, response, body) => {
    bodies.push(body);
    tooMany(response, 0);
  });
  let passes = 1;
  const fence = async () => {
    if (passes-- <= 0) throw new Error('another process leads');
  };
  const sent = telegramFetch(`${root}/sendMessage`, { method: 'POST', body: 'hello' }, { fence });
  await expect(sent).rejects.toThrow('could not be reached for sendMessage');
  expect(bodies).toEqual(['hello']);
});
