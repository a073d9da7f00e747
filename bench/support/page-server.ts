import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { fanPage, fanRow } from './fan-page.ts';

/** A server that answers every request with the same page of 50 fans. */
const rows = Array.from({ length: 50 }, (_, index) =>
  fanRow(index, 3_494_375_621_396_821 - index, 1_790_000_000 - index * 60),
);
const page = JSON.stringify(fanPage(rows, 12_345));

const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
