/** Encodes fields as a query or form: a space becomes %20, a comma %2C. */
export function percentEncode(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
