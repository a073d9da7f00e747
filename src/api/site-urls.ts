/** Where a path of a host of the site is really asked. */
export type Address = (host: string, path: string) => string;

/**
 * The one way to every host: https://HOST/PATH, or ROOT/HOST/PATH when another root is given, as for a simulated site.
 */
export function createAddress(root?: string): Address {
  if (root === undefined) return (host, path) => `https://${host}/${path}`;
  const base = root.replace(/(?<!\/)\/+$/u, '');
  return (host, path) => `${base}/${host}/${path}`;
}

/** Values by name as a query or form: percent-encoded, a space as %20, a comma as %2C. */
export function encodeFields(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
