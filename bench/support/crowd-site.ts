import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fanOf, fanSince, fansEach } from './crowd.ts';
import { fanPage, fanRow } from './fan-page.ts';

/**
 * A process that serves the first page of fans of each account, and follower counts unless started with
 * `no counts`. Sends its address when it is listening, and answers each message with the number of accounts
 * whose fans were requested. No two answers are equal, as on the real site, because of `re_version`, until
 * the message `repeat`.
 */
const hasCounts = process.argv[2] !== 'no counts';
const askedFor = new Set<number>();
const shown = Array.from({ length: 50 }, (_, index) => index);
const mark = 987_654_321;
const [head = '', ...pieces] = JSON.stringify(
  fanPage(
    shown.map((index) => fanRow(index, mark, fanSince(index))),
    fansEach,
  ),
).split(String(mark));
let version = 0;
let repeats = false;

const server = createServer(({ url = '' }, response) => {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  const asked = new URL(url, 'http://site').searchParams;
  response.end(asked.has('mids') ? counts(asked.get('mids') ?? '') : page(Number(asked.get('vmid'))));
});

function page(account: number): string {
  askedFor.add(account);
  if (!repeats) version += 1;
  const rows = pieces.map((piece, index) => fanOf(account, index) + piece).join('');
  return (head + rows).replace('"re_version":0', `"re_version":${version}`);
}

function counts(mids: string): string {
  if (!hasCounts) return JSON.stringify({ code: 0, message: '0', ttl: 1, data: {} });
  const stats = mids
    .split(',')
    .map(Number)
    .map((mid) => [mid, { mid, following: 0, whisper: 0, black: 0, follower: fansEach }]);
  return JSON.stringify({ code: 0, message: '0', ttl: 1, data: Object.fromEntries(stats) });
}

server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('message', (message) => {
  repeats ||= message === 'repeat';
  process.send?.(askedFor.size);
});
