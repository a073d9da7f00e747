/** The characters allowed in a cookie's name (RFC 6265). */
const tokenCharacters = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The characters allowed in a cookie's value in a header: visible ASCII without separators. */
const valueCharacters = /^[\x21\x23-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/** The login cookies in the query of the address that a QR login ends with. */
const loginCookies = ['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid'];

/** The cookies of Set-Cookie headers by name, without those that are deleted (empty). */
export function setCookies(headers: readonly string[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const header of headers) {
    const pair = header.split(';', 1)[0] ?? '';
    const cut = pair.indexOf('=');
    if (cut > 0) keep(found, pair.slice(0, cut).trim(), pair.slice(cut + 1));
  }
  return Object.fromEntries(found);
}

/** The login cookies in the query of an address, not decoded: decoding would corrupt SESSDATA. */
export function urlCookies(url: string): Record<string, string> {
  const found = new Map<string, string>();
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  for (const part of query.split('&')) {
    const cut = part.indexOf('=');
    const name = part.slice(0, Math.max(0, cut));
    if (loginCookies.includes(name)) keep(found, name, part.slice(cut + 1));
  }
  return Object.fromEntries(found);
}

function keep(found: Map<string, string>, name: string, raw: string): void {
  const unquoted = unquote(raw);
  const value = name === 'SESSDATA' ? encodeSessdata(unquoted) : unquoted;
  if (tokenCharacters.test(name) && valueCharacters.test(value)) found.set(name, value);
}

/** SESSDATA as the site expects it: some tools decode it, which leaves its commas unencoded. */
function encodeSessdata(value: string): string {
  if (!value.includes(',')) return value;
  return value.includes('%') ? value.replaceAll(',', '%2C') : encodeURIComponent(value);
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}
