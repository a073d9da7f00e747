import type { Call } from './call.ts';
import { loggedOutError } from './cookie-renewal.ts';
import { type Credential, packCredential } from './credential.ts';
import { readDeviceCookies } from './device-cookies.ts';
import { egressKeyOfLogin, type LoginCallOptions } from './egress-affinity-key.ts';
import { endpoints } from './endpoints/index.ts';
import { BilibiliRefused } from './errors.ts';

/** The account a login belongs to. */
export interface Identified {
  mid: number;
  name: string;
  face: string;
  /** The credential to save, with the device cookies the site assigned, if any. */
  credential: Credential;
}

/**
 * Finds the account a login belongs to. With an access key it also reads a list of relations, because the
 * site may accept the key for one but not the other. Throws `BilibiliRefused` with reason `login` when the
 * login belongs to no account or gives no access.
 * @param queue a request queue for this login alone, so that logins do not wait for each other
 */
export async function identifyLogin(
  call: Call,
  queue: string,
  credential: Credential,
  options: LoginCallOptions = {},
): Promise<Identified> {
  const { signal } = options;
  const route = egressKeyOfLogin(options, credential);
  const equipped = await withDevice();
  const asker = { queue, route, credential: packCredential(equipped) };
  const { data } = await call(endpoints.people.nav, {}, asker, { signal });
  if (!data.isLogin) throw loggedOutError(endpoints.people.nav.path);
  if (credential.kind === 'accessKey') {
    try {
      await call(endpoints.relations.followings, { vmid: data.mid, ps: 1 }, asker, { signal });
    } catch (error) {
      if (!(error instanceof BilibiliRefused) || ['login', 'risk', 'banned'].includes(error.reason))
        throw error;
    }
  }
  return { mid: data.mid, name: data.uname, face: data.face, credential: equipped };

  async function withDevice(): Promise<Credential> {
    if (credential.kind !== 'cookie' || credential.cookies.buvid3 !== undefined) return credential;
    const device = await readDeviceCookies(call, { queue, route }, signal);
    return device ? { ...credential, cookies: { ...device, ...credential.cookies } } : credential;
  }
}
