import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startHttpProxy } from '../support/http-proxy.ts';
import { accessKeyLogin, rejection, startHarness } from './harness.ts';

const stat = 'x/relation/stat';
const login = { user: 'planted/user', password: 'planted:p@ss,word' };
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('openssl is missing: no proxy is tried that is reached by TLS');

/** A key and a certificate of 127.0.0.1, good for a day. */
async function makeCertificate(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const how = '-newkey rsa:2048 -nodes -days 1 -subj /CN=proxy -addext subjectAltName=IP:127.0.0.1';
  const { status, stderr } = spawnSync('openssl', [
    'req',
    '-x509',
    ...how.split(' '),
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  if (status !== 0) throw new Error(String(stderr));
  return { key: await readFile(key), cert: await readFile(cert) };
}

it.skipIf(!hasOpenssl)(
  'a proxy that is reached by TLS brings requests to the site; one that nobody vouches for does not',
  async () => {
    const tls = await makeCertificate();
    const proxy = await startHttpProxy(login, { tls });
    onTestFinished(() => proxy.close());
    const result = readConfig({ BOT_TOKEN: `123456789:${'A'.repeat(35)}`, EGRESS: proxy.url });
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    const { site, session, bilibili } = await startHarness({ egress: result.config.egress, retries: 0 });
    site.on(stat, {
      json: { code: 0, message: '0', data: { mid: 1, follower: 2, following: 3, whisper: 0, black: 0 } },
    });
    const look = () => session(accessKeyLogin, 1).people.stat({ vmid: 1 });

    expect(await rejection(look())).toMatchObject({ why: 'network' });
    expect(bilibili.egress()).toMatchObject([{ trouble: { why: 'proxyAway' } }]);

    const usual = getCACertificates('default');
    onTestFinished(() => setDefaultCACertificates(usual));
    setDefaultCACertificates([...usual, tls.cert.toString()]);
    await look();
    expect(proxy.asked).toEqual([new URL(site.root).host]);
    expect(bilibili.egress()).toMatchObject([
      { name: expect.stringMatching(/^https:\/\/127/u), trouble: undefined },
    ]);
  },
);
