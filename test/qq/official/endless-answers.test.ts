import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { createAddresses } from '../../../src/qq/official/addresses.ts';
import { createOfficialApi } from '../../../src/qq/official/api.ts';
import { createAccessToken } from '../../../src/qq/official/token.ts';
import { createTestClock } from '../../support/clock.ts';

const app = { id: '1', secret: 'secret' };
const zeros = Buffer.alloc(64 * 1024 * 1024, 0x20);
const bomb = gzipSync(zeros);

const kinds: [string, (response: ServerResponse) => void][] = [
  ['packed', (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)],
  [
    'sent for ever',
    (response) => {
      const go = () => {
        while (response.write(zeros.subarray(0, 65_536)));
      };
      response.on('drain', go);
      go();
    },
  ],
];

/** The platform, of which one path answers without end. */
async function platform(path: string, endless: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    if (request.url?.endsWith(path)) endless(response);
    else response.end(JSON.stringify({ access_token: 'token', expires_in: 7200 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const addresses = createAddresses(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return createOfficialApi(createAccessToken(app, addresses, createTestClock()), addresses);
}

it.each(kinds)('an answer without end, %s, is none', async (_, endless) => {
  const api = await platform('/users/@me', endless);
  expect(await api.call('GET', '/users/@me')).toMatchObject({ kind: 'noAnswer' });
});

it.each(kinds)('a token without end, %s, is none', async (_, endless) => {
  const api = await platform('/app/getAppAccessToken', endless);
  expect(await api.call('GET', '/users/@me')).toMatchObject({ kind: 'offline' });
});
