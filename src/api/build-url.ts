/** Builds the address of a path on one of Bilibili's hosts. */
export type BuildUrl = (host: string, path: string) => string;

/** Builds https://HOST/PATH, or ROOT/HOST/PATH when `root` is given, for a simulated site. */
export function createBuildUrl(root?: string): BuildUrl {
  if (root === undefined) return (host, path) => `https://${host}/${path}`;
  const base = root.replace(/(?<!\/)\/+$/u, '');
  return (host, path) => `${base}/${host}/${path}`;
}
