/** Values by name as a query or form: percent-encoded, a space as %20, a comma as %2C. */
export function percentEncode(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
