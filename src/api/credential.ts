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

/** The Cookie header of a credential; undefined for an access key. */
export function cookieHeader(credential: Credential | undefined): string | undefined {
  if (credential?.kind !== 'cookie') return undefined;
  return Object.entries(credential.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

/**
 * The fields a credential adds: an access key goes with reads and writes; a cookie adds its csrf value, under the given
 * name, to writes only. Never both.
 */
export function credentialFields(
  credential: Credential | undefined,
  method: 'GET' | 'POST',
  csrf = 'csrf',
): Record<string, string> {
  if (credential?.kind === 'accessKey') return { access_key: credential.accessKey };
  if (credential === undefined || method === 'GET') return {};
  return { [csrf]: credential.cookies.bili_jct ?? '' };
}

/** What of a credential must not be shown. */
export function secretsOf(credential: Credential | undefined): string[] {
  if (credential === undefined) return [];
  if (credential.kind === 'accessKey') return [credential.accessKey];
  const secrets = Object.values(credential.cookies);
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
