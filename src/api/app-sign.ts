import { createHash } from 'node:crypto';

/** An application's own key and secret, by which the site's app signs its calls. */
export interface AppKey {
  key: string;
  /** Never sent. */
  secret: string;
}

/** Fields signed as the app does: with `appkey`, `ts` (seconds), and `sign`, the MD5 of the sorted query and the secret. */
export function signAsApp(
  fields: Record<string, string>,
  { key, secret }: AppKey,
  ts: number,
): Record<string, string> {
  const all = { ...fields, appkey: key, ts: String(ts) };
  const query = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  return {
    ...all,
    sign: createHash('md5')
      .update(query + secret)
      .digest('hex'),
  };
}

/** As the site's servers write a query before they hash it: a space as +, and nothing but letters, digits and -_.~ bare. */
function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
