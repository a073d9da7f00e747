/** Where a path of a host of the site is really asked. */
export type BuildUrl = (host: string, path: string) => string;

/**
 * The one way to every host: https://HOST/PATH, or ROOT/HOST/PATH when another root is given, as for a simulated site.
 */
export function createBuildUrl(root?: string): BuildUrl {
  if (root === undefined) return (host, path) => `https://${host}/${path}`;
  const base = root.replace(/(?<!\/)\/+$/u, '');
  return (host, path) => `${base}/${host}/${path}`;
}
