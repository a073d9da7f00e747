import { hash } from 'node:crypto';

/** The key and secret that Bilibili's own app signs its calls with. */
export interface AppKey {
  key: string;
  /** Never sent. */
  secret: string;
}

/**
 * Signs form fields as the app does: adds `appkey`, `ts` (seconds) and `sign`, the MD5 of the sorted query
 * plus the secret.
 */
export function signAsApp(
  fields: Record<string, string>,
  { key, secret }: AppKey,
  ts: number,
): Record<string, string> {
  const all = { ...fields, appkey: key, ts: String(ts) };
  const query = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeLikeServer(name)}=${encodeLikeServer(value)}`)
    .join('&');
  return { ...all, sign: hash('md5', query + secret) };
}

/**
 * Percent-encodes as the site's servers do before hashing: a space as `+`; only letters, digits and `-_.~`
 * unencoded.
 */
function encodeLikeServer(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
