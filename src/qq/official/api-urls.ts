/** The host of the API v2 since August 2026; before, it was two others. */
const api = 'https://api.bot.qq.com';

/** Where the official platform is asked. */
export interface Addresses {
  /** @param path with a slash at its beginning */
  api(path: string): string;
  /** Another address of the web, such as that of a file. */
  of(address: string): string;
}

/**
 * @param root without a slash at its end; with it, `https://HOST/PATH` is asked for at `<root>/HOST/PATH`
 */
export function createAddresses(root: string | undefined): Addresses {
  const of = (address: string) => {
    const whole = address.startsWith('//') ? `https:${address}` : address;
    return root === undefined ? whole : whole.replace(/^https:\/\//iu, () => `${root}/`);
  };
  return { of, api: (path) => of(api + path) };
}
