import { isDeepStrictEqual } from 'node:util';
import { decodePercent } from '../text/decode-percent.ts';

/** A web login: cookies as the site gave them (values still percent-encoded); times in ms since 1970. */
export interface CookieCredential {
  kind: 'cookie';
  /** At least SESSDATA and bili_jct. */
  cookies: Record<string, string>;
  /** Used to renew the cookies; without it (a pasted cookie) the login ends when the cookies expire. */
  refreshToken?: string;
  madeAt: number;
  renewedAt?: number;
  /** When the site was last asked whether the cookies need renewing. */
  checkedAt?: number;
}

/** An app token given by the user. */
export interface AccessKeyCredential {
  kind: 'accessKey';
  accessKey: string;
  madeAt: number;
}

/** A login. All of it is secret. */
export type Credential = CookieCredential | AccessKeyCredential;

/**
 * A web login with its cookies packed into one string and all fields set, because a hundred thousand may be in
 * memory.
 */
export interface PackedCookies {
  kind: 'cookie';
  /** The Cookie header. */
  header: string;
  refreshToken: string | undefined;
  madeAt: number;
  renewedAt: number | undefined;
  checkedAt: number | undefined;
}

/** A credential as held while in use; the same object as long as the login is the same. */
export type PackedCredential = PackedCookies | AccessKeyCredential;

/** Packs a web login for use in requests. */
export function packCookies(credential: CookieCredential): PackedCookies {
  const { cookies, refreshToken, madeAt, renewedAt, checkedAt } = credential;
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return { kind: 'cookie', header: pairs.join('; '), refreshToken, madeAt, renewedAt, checkedAt };
}

/** Unpacks a web login for storing or changing it. */
export function unpackCookies({ header, ...packed }: PackedCookies): CookieCredential {
  const { refreshToken, renewedAt, checkedAt, ...rest } = packed;
  return {
    ...rest,
    cookies: cookiesIn(header),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(renewedAt !== undefined && { renewedAt }),
    ...(checkedAt !== undefined && { checkedAt }),
  };
}

/** Packs a credential for use in requests. */
export function packCredential(credential: Credential): PackedCredential {
  return credential.kind === 'cookie' ? packCookies(credential) : credential;
}

/** Unpacks a credential for storing. */
export function unpackCredential(held: PackedCredential): Credential {
  return held.kind === 'cookie' ? unpackCookies(held) : held;
}

/**
 * Whether two credentials are the same login, even if the site has added cookies since or check times differ.
 */
export function isSameLogin(one: PackedCredential, other: PackedCredential): boolean {
  if (one.kind === 'accessKey' || other.kind === 'accessKey')
    return one.kind === 'accessKey' && other.kind === 'accessKey' && one.accessKey === other.accessKey;
  return (
    one.refreshToken === other.refreshToken &&
    ['SESSDATA', 'bili_jct'].every((name) => cookieValue(one, name) === cookieValue(other, name))
  );
}

/** The value of one cookie. */
export function cookieValue({ header }: PackedCookies, name: string): string | undefined {
  const start = `; ${header}`.indexOf(`; ${name}=`);
  if (start === -1) return undefined;
  const from = start + name.length + 1;
  const end = header.indexOf('; ', from);
  return header.slice(from, end === -1 ? undefined : end);
}

function cookiesIn(header: string): Record<string, string> {
  if (header === '') return {};
  return Object.fromEntries(
    header.split('; ').map((pair) => {
      const end = pair.indexOf('=');
      return [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}

/**
 * The form fields a credential adds: an access key goes with reads and writes; a cookie login adds its csrf
 * value, under the given name, to writes only. Never both.
 */
export function credentialFields(
  credential: PackedCredential | undefined,
  method: 'GET' | 'POST',
  csrf = 'csrf',
): Record<string, string> {
  if (credential?.kind === 'accessKey') return { access_key: credential.accessKey };
  if (credential === undefined || method === 'GET') return {};
  return { [csrf]: cookieValue(credential, 'bili_jct') ?? '' };
}

/** Whether two credentials have the same content; a missing property equals an undefined one. */
export function isSameCredential(one: Credential, other: Credential): boolean {
  const plain = (credential: Credential): unknown => JSON.parse(JSON.stringify(credential));
  return isDeepStrictEqual(plain(one), plain(other));
}

/** The secret strings in a credential. */
export function secretsOf(credential: PackedCredential | undefined): string[] {
  if (credential === undefined) return [];
  if (credential.kind === 'accessKey') return [credential.accessKey];
  const secrets = Object.values(cookiesIn(credential.header));
  return credential.refreshToken === undefined ? secrets : [...secrets, credential.refreshToken];
}

/** `text` with the secrets removed, plain or percent-encoded, in case the site repeats them. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 6)
      clean = clean.replaceAll(secret, '…').replaceAll(decodePercent(secret) ?? secret, '…');
  }
  return clean;
}

/** Where a login is stored, for all processes that use it. */
export interface CredentialStore {
  /** The login as stored now; undefined when it was removed or replaced by a later one. */
  read(): Promise<Credential | undefined>;
  /**
   * Saves a changed login. If it rejects, the old login stays in use and the call rejects with the same
   * error.
   */
  save(credential: Credential): Promise<void>;
}

/**
 * A credential kept in memory only.
 * @param onSave called with every change
 */
export function credentialInMemory(
  credential: Credential,
  onSave: (credential: Credential) => Promise<void> = async () => undefined,
): CredentialStore {
  let current = credential;
  return {
    read: async () => current,
    async save(changed) {
      await onSave(changed);
      current = changed;
    },
  };
}
