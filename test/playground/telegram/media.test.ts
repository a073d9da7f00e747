import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { ChatMessage } from '../../../playground/telegram/index.ts';
import { tinyPng, useTelegram } from './bot-api-client.ts';

/** A site with a picture at /face.png, a page at /page and nothing else. */
async function startSite(): Promise<string> {
  const site = createServer((request, response) => {
    if (request.url === '/face.png') response.setHeader('content-type', 'image/png').end(tinyPng);
    else if (request.url === '/page') response.setHeader('content-type', 'text/html').end('<html></html>');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

async function chatWithPictures() {
  const site = await startSite();
  const server = await useTelegram({
    fetchUrl: (url) =>
      url.startsWith('https://i0.test/') ? url.replace('https://i0.test', site) : undefined,
  });
  const { id } = server.telegram.privateChat(server.telegram.user({ firstName: 'Alice' }));
  const photo = (value: unknown) => server.call('sendPhoto', { chat_id: id, photo: value });
  return { ...server, chat_id: id, photo };
}

test('a picture is fetched from its address, and the bytes are kept', async () => {
  const { telegram, root, call, photo } = await chatWithPictures();
  const { result } = await photo('https://i0.test/face.png');
  const { file_id, file_unique_id } = (result as ChatMessage).photo?.at(-1) ?? {};

  const file = await call('getFile', { file_id });
  expect(file.result).toEqual({
    file_id,
    file_unique_id,
    file_size: tinyPng.length,
    file_path: 'photos/file_0.png',
  });
  const download = await fetch(`${root}/file/bot${telegram.token}/photos/file_0.png`);
  expect(Buffer.from(await download.arrayBuffer())).toEqual(tinyPng);
  expect((await fetch(`${root}/file/bot1:wrong/photos/file_0.png`)).status).toBe(404);
  expect(await photo(file_id)).toMatchObject({ ok: true });
});

const refusals: [what: string, photo: unknown, description: string][] = [
  ['nowhere to be found', 'https://i0.test/gone.png', 'failed to get HTTP URL content'],
  ['Telegram cannot reach', 'https://elsewhere.test/face.png', 'failed to get HTTP URL content'],
  ['that is a page', 'https://i0.test/page', 'wrong type of the web page content'],
  ['nobody knows', 'AgACnothing', "wrong remote file identifier specified: can't unserialize it"],
  ['that is missing', undefined, 'there is no photo in the request'],
  ['said to be attached', 'attach://face', 'there is no photo in the request'],
];

test.each(refusals)('a picture %s is refused', async (_, value, description) => {
  const { photo } = await chatWithPictures();
  expect(await photo(value)).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${description}`,
  });
});

test('an upload that is no picture is refused as a photo and taken as a document', async () => {
  const { form, chat_id } = await chatWithPictures();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect(await form('sendPhoto', { chat_id, photo: svg })).toMatchObject({
    description: 'Bad Request: IMAGE_PROCESS_FAILED',
  });
  const answer = await form('sendDocument', { chat_id, document: svg, caption: 'a drawing' });
  expect(answer).toMatchObject({
    ok: true,
    result: { caption: 'a drawing', document: { file_size: svg.length } },
  });
  const { document } = answer.result as ChatMessage;
  expect(await form('sendPhoto', { chat_id, photo: document?.file_id ?? '' })).toMatchObject({
    description: 'Bad Request: type of file mismatch',
  });
});

test('a caption has at most 1024 characters', async () => {
  const { form, chat_id } = await chatWithPictures();
  const send = (length: number) =>
    form('sendPhoto', { chat_id, photo: tinyPng, caption: 'x'.repeat(length) });
  expect(await send(1024)).toMatchObject({ ok: true });
  expect(await send(1025)).toMatchObject({ description: 'Bad Request: message caption is too long' });
});

test('a large picture comes with a small copy first', async () => {
  const { form, chat_id } = await chatWithPictures();
  const wide = Buffer.from(tinyPng);
  wide.writeUInt32BE(640, 16);
  wide.writeUInt32BE(320, 20);
  const { result } = await form('sendPhoto', { chat_id, photo: wide });
  const sizes = (result as ChatMessage).photo?.map(({ width, height }) => [width, height]);
  expect(sizes).toEqual([
    [90, 45],
    [640, 320],
  ]);
});

const photoItem = { type: 'photo', media: 'attach://one' };

const albums: [what: string, media: unknown, description: string][] = [
  ['nothing', [], 'there are no messages to send'],
  ['eleven items', Array(11).fill(photoItem), 'too many messages to send as an album'],
  ['no list', { type: 'photo' }, 'expected an Array of InputMedia'],
  [
    'a kind unknown here',
    [{ type: 'poll', media: 'x' }],
    'can\'t parse InputMedia: type "poll" is unsupported',
  ],
  [
    'a file among pictures',
    [photoItem, { type: 'document', media: 'attach://one' }],
    "document can't be mixed with other media types",
  ],
];

test.each(albums)('an album of %s is refused', async (_, media, description) => {
  const { telegram, form, chat_id } = await chatWithPictures();
  expect(await form('sendMediaGroup', { chat_id, media, one: tinyPng })).toMatchObject({
    ok: false,
    description: `Bad Request: ${description}`,
  });
  expect(telegram.history(chat_id)).toEqual([]);
});
