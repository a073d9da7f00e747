import { decodePercent } from '../text/decode-percent.ts';

/** The passwords in a database URL, wherever they occur in it; empty for a file. */
export function passwordsInStoreUrl(storeUrl: string): string[] {
  const url = storeUrl.startsWith('sqlite:') ? null : URL.parse(storeUrl);
  if (url === null) return [];
  const options = ['password', 'sslpassword'].flatMap((name) => url.searchParams.getAll(name));
  return [url.password, decodePercent(url.password) ?? url.password, ...options].filter(
    (password) => password !== '',
  );
}
