import { onTestFinished } from 'vitest';
import { credentialInMemory } from '../../src/api/credential.ts';
import {
  type Bilibili,
  type BilibiliOptions,
  type CookieCredential,
  type Credential,
  createBilibili,
  type Session,
} from '../../src/api/index.ts';
import type { Clock } from '../../src/clock.ts';
import { type ScriptedSite, startScriptedSite } from '../support/scripted-site.ts';

/** Secrets that must turn up nowhere but on their way to the site. */
export const secrets = {
  sessdata: 'planted0%2C1789012345%2Csessdata*cc',
  csrf: 'plantedcsrf0123456789abcdef01234',
  refreshToken: 'plantedrefreshtoken0123456789abc',
  accessKey: 'plantedaccesskey0123456789abcdef',
};

export const me = 293793435;

/** A cookie login, made now; with what is given changed. */
export function cookieLogin(changes: Partial<CookieCredential> = {}): CookieCredential {
  return {
    kind: 'cookie',
    cookies: { SESSDATA: secrets.sessdata, bili_jct: secrets.csrf, DedeUserID: String(me), buvid3: 'device' },
    refreshToken: secrets.refreshToken,
    madeAt: Date.now(),
    ...changes,
  };
}

export const accessKeyLogin: Credential = { kind: 'accessKey', accessKey: secrets.accessKey, madeAt: 0 };

/** The machine's time, but every sleep is over at once. */
export const hastyClock: Clock & { slept: number[] } = {
  slept: [],
  now: () => Date.now(),
  monotonic: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    hastyClock.slept.push(ms);
  },
};

/** A site, a client of it, and a session that keeps what it is told to save. */
export interface Harness {
  site: ScriptedSite;
  bilibili: Bilibili;
  saved: Credential[];
  session(credential?: Credential, mid?: number): Session;
}

/** Starts a harness for one test; it ends with the test. */
export async function startHarness(options: Partial<BilibiliOptions> = {}): Promise<Harness> {
  const site = await startScriptedSite();
  onTestFinished(() => site.close());
  const saved: Credential[] = [];
  const bilibili = createBilibili({
    root: site.root,
    readSpacing: 0,
    writeSpacing: 0,
    clock: hastyClock,
    random: () => 0.5,
    ...options,
  });
  return {
    site,
    bilibili,
    saved,
    session: (credential = cookieLogin(), mid = me) =>
      bilibili.session({
        mid,
        credential,
        store: credentialInMemory(credential, async (changed) => {
          saved.push(changed);
        }),
      }),
  };
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`expected a rejection, got ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
}
