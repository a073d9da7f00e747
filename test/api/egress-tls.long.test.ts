import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBilibili } from '../../src/api/index.ts';
import { readConfig } from '../../src/config.ts';
import { startHttpProxy, type TestProxy } from '../support/http-proxy.ts';
import { startSocksProxy } from '../support/socks-proxy.ts';
import { hastyClock, rejection } from './harness.ts';

const login = { user: 'planted/user', password: 'planted:p@ss,word' };
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const title = hasOpenssl ? 'by TLS' : 'by TLS (skipped: openssl is not installed)';

interface Certificate {
  key: Buffer;
  cert: Buffer;
}

/** A key and a certificate of this machine, good for a day. */
async function makeCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const how =
    '-newkey rsa:2048 -nodes -days 1 -subj /CN=test -addext subjectAltName=DNS:localhost,IP:127.0.0.1';
  const args = ['req', '-x509', ...how.split(' '), '-keyout', key, '-out', cert];
  const { status, stderr } = spawnSync('openssl', args);
  if (status !== 0) throw new Error(String(stderr));
  return { key: await readFile(key), cert: await readFile(cert) };
}

/** Makes this process believe a certificate until the test ends. */
function believe({ cert }: Certificate): void {
  const usual = getCACertificates('default');
  onTestFinished(() => setDefaultCACertificates(usual));
  setDefaultCACertificates([...usual, cert.toString()]);
}

/** A site that is reached by TLS and speaks HTTP/2 as well; it notes where requests came from, and by which version. */
async function startSite(tls: Certificate) {
  const seen: { from: string; version: string }[] = [];
  const server = createSecureServer({ ...tls, allowHTTP1: true }, (request, response) => {
    seen.push({ from: request.socket.remoteAddress ?? '', version: request.httpVersion });
    const data = { mid: 1, follower: 2, following: 3, whisper: 0, black: 0 };
    response.end(JSON.stringify({ code: 0, message: '0', data }));
  });
  const open = new Set<{ destroy(): void }>();
  server.on('connection', (socket: { destroy(): void }) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { seen, host: `localhost:${port}`, root: `https://localhost:${port}` };
}

/** A client that goes to a site by one way alone. */
function clientBy(entry: string, root: string) {
  const result = readConfig({ BOT_TOKEN: `123456789:${'A'.repeat(35)}`, EGRESS: entry });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const { egress } = result.config;
  return createBilibili({ root, egress, readSpacing: 0, writeSpacing: 0, retries: 0, clock: hastyClock });
}

async function closing(starting: Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await starting;
  onTestFinished(() => proxy.close());
  return proxy;
}

describe.skipIf(!hasOpenssl)(title, () => {
  it('the site is reached from an address of this machine', async () => {
    const tls = await makeCertificate();
    believe(tls);
    const { seen, root } = await startSite(tls);
    await clientBy('127.0.0.31', root).guest.people.stat({ vmid: 1 });
    expect(seen).toMatchObject([{ from: '127.0.0.31' }]);
  });

  it.each([
    ['an HTTP proxy', () => startHttpProxy(login)],
    ['an HTTP proxy that is itself reached by TLS', (tls: Certificate) => startHttpProxy(login, { tls })],
    ['a SOCKS5 proxy', () => startSocksProxy(login)],
  ])('the site is reached by %s, which is told its name and nothing else', async (_, startProxy) => {
    const tls = await makeCertificate();
    believe(tls);
    const { seen, host, root } = await startSite(tls);
    const proxy = await closing(startProxy(tls));
    const { guest, egress } = clientBy(proxy.url, root);
    for (let count = 0; count < 9; count += 1) await guest.people.stat({ vmid: 1 });
    expect(seen).toHaveLength(9);
    expect(new Set(proxy.targets)).toEqual(new Set([host]));
    // Connections are kept open.
    expect(proxy.targets.length).toBeLessThanOrEqual(2);
    expect(egress()).toMatchObject([{ trouble: undefined }]);
  });

  it('a site that a proxy pretends to be is no site', async () => {
    const tls = await makeCertificate();
    const { seen, root } = await startSite(tls);
    const proxy = await closing(startHttpProxy());
    const { guest, egress } = clientBy(proxy.url, root);
    expect(await rejection(guest.people.stat({ vmid: 1 }))).toMatchObject({ why: 'network' });
    expect(seen).toEqual([]);
    expect(egress()).toMatchObject([{ trouble: { why: 'silent' } }]);
  });

  it('a proxy that nobody vouches for is away', async () => {
    const tls = await makeCertificate();
    const proxy = await closing(startHttpProxy(login, { tls }));
    const { guest, egress } = clientBy(proxy.url, 'http://127.0.0.1:1');
    expect(await rejection(guest.people.stat({ vmid: 1 }))).toMatchObject({ why: 'network' });
    expect(proxy.targets).toEqual([]);
    expect(egress()).toMatchObject([{ trouble: { why: 'proxyAway' } }]);
  });
});
