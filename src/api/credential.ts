/** A login of the web: cookies as the site gave them (values still percent-encoded); times in ms since 1970. */
export interface CookieCredential {
  kind: 'cookie';
  /** SESSDATA and bili_jct at least. */
  cookies: Record<string, string>;
  /** Renews the cookies; a pasted cookie has none, and ends when it ends. */
  refreshToken?: string;
  madeAt: number;
  renewedAt?: number;
  /** When the site was last asked whether the cookies want renewing. */
  checkedAt?: number;
}

/** A token of the app, given by the user. */
export interface AccessKeyCredential {
  kind: 'accessKey';
  accessKey: string;
  madeAt: number;
}

/** A way in. All of it is secret. */
export type Credential = CookieCredential | AccessKeyCredential;

/** A login of the web with its cookies as they are sent: one string, for there may be a hundred thousand in memory. */
export interface PackedCookies extends Omit<CookieCredential, 'cookies'> {
  /** The Cookie header. */
  header: string;
}

/** A way in as it is held while it is used; the same object for as long as it is the same login. */
export type HeldCredential = PackedCookies | AccessKeyCredential;

/** A login of the web to ask with. */
export function packCookies({ cookies, ...rest }: CookieCredential): PackedCookies {
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return { ...rest, header: pairs.join('; ') };
}

/** A login of the web to be kept, or changed. */
export function unpackCookies({ header, ...rest }: PackedCookies): CookieCredential {
  return { ...rest, cookies: cookiesIn(header) };
}

/** A credential to ask with. */
export function holdCredential(credential: Credential): HeldCredential {
  return credential.kind === 'cookie' ? packCookies(credential) : credential;
}

/** A credential to be kept. */
export function freeCredential(held: HeldCredential): Credential {
  return held.kind === 'cookie' ? unpackCookies(held) : held;
}

/** Whether two are one login, whatever else the site has added to it, or is known of it, by now. */
export function isSameLogin(one: HeldCredential, other: HeldCredential): boolean {
  if (one.kind === 'accessKey' || other.kind === 'accessKey')
    return one.kind === 'accessKey' && other.kind === 'accessKey' && one.accessKey === other.accessKey;
  return (
    one.refreshToken === other.refreshToken &&
    ['SESSDATA', 'bili_jct'].every((name) => heldCookie(one, name) === heldCookie(other, name))
  );
}

/** The value of one cookie. */
export function heldCookie({ header }: PackedCookies, name: string): string | undefined {
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
 * The fields a credential adds: an access key goes with reads and writes; a cookie adds its csrf value, under the given
 * name, to writes only. Never both.
 */
export function credentialFields(
  credential: HeldCredential | undefined,
  method: 'GET' | 'POST',
  csrf = 'csrf',
): Record<string, string> {
  if (credential?.kind === 'accessKey') return { access_key: credential.accessKey };
  if (credential === undefined || method === 'GET') return {};
  return { [csrf]: heldCookie(credential, 'bili_jct') ?? '' };
}

/** What of a credential must not be shown. */
export function secretsOf(credential: HeldCredential | undefined): string[] {
  if (credential === undefined) return [];
  if (credential.kind === 'accessKey') return [credential.accessKey];
  const secrets = Object.values(cookiesIn(credential.header));
  return credential.refreshToken === undefined ? secrets : [...secrets, credential.refreshToken];
}

/** `text` without the secrets, plain or percent-encoded, should the site send them back. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 6) clean = clean.replaceAll(secret, '…').replaceAll(decoded(secret), '…');
  }
  return clean;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
