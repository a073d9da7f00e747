import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Linux distributions put the browser. */
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts the system's Chromium, or the one that `CHROMIUM` names. It has no sandbox, so that it runs as root in a container
 * too: it opens nothing but the playground.
 */
export async function startChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM;
  const executablePath = [named || usual].flat().find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      named
        ? `There is no browser at CHROMIUM=${named}. Name the path of a Chromium or Chrome.`
        : `No Chromium was found (${usual.join(', ')}). Install it (Debian: apt-get install chromium), or name another: CHROMIUM=/path/to/chrome npm run test:browser`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever is not this machine does not exist.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
