import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fanOf, fanSince, fansEach } from './crowd.ts';
import { fanPage, fanRow } from './fan-page.ts';

/** A process that serves the first page of fans of any account of the crowd; it says its address when it listens. */
const shown = Array.from({ length: 50 }, (_, index) => index);
const mark = 987_654_321;
const pieces = JSON.stringify(
  fanPage(
    shown.map((index) => fanRow(index, mark, fanSince(index))),
    fansEach,
  ),
).split(String(mark));

const server = createServer(({ url }, response) => {
  const account = Number(/[?&]vmid=(\d+)/.exec(url ?? '')?.[1]);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(
    pieces.map((piece, index) => (index === 0 ? piece : fanOf(account, index - 1) + piece)).join(''),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
