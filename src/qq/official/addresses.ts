/** Host of the API v2 since August 2026; earlier there were two others. */
const apiHost = 'https://api.bot.qq.com';

/** Makes the URLs of requests to the official platform. */
export interface Addresses {
  /** @param path with a leading slash */
  api(path: string): string;
  /** Any other URL, such as that of a file. */
  of(address: string): string;
}

/** @param root without a trailing slash; when given, `https://HOST/PATH` becomes `<root>/HOST/PATH` */
export function createAddresses(root: string | undefined): Addresses {
  const of = (address: string) => {
    const whole = address.startsWith('//') ? `https:${address}` : address;
    return root === undefined ? whole : whole.replace(/^https:\/\//iu, () => `${root}/`);
  };
  return { of, api: (path) => of(apiHost + path) };
}

/** Longest answer that is read, in bytes; usual answers are far shorter. */
export const longestAnswer = 1024 * 1024;
