/** What a cookie's name may consist of (RFC 6265). */
const tokenCharacters = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What of a value may go into a header: visible ASCII, nothing that ends a cookie. */
const valueCharacters = /^[\x21\x23-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/** The cookies of a login, as they stand in the query of the address a QR login leads to. */
const loginCookies = ['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid'];

/** The cookies of Set-Cookie headers, by name; those that are being removed (empty) left out. */
export function setCookies(headers: readonly string[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const header of headers) {
    const pair = header.split(';', 1)[0] ?? '';
    const cut = pair.indexOf('=');
    if (cut > 0) keep(found, pair.slice(0, cut).trim(), pair.slice(cut + 1));
  }
  return Object.fromEntries(found);
}

/** The login cookies in the query of an address, cut out raw: decoding would spoil SESSDATA. */
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
  const value = name === 'SESSDATA' ? encoded(unquoted) : unquoted;
  if (tokenCharacters.test(name) && valueCharacters.test(value)) found.set(name, value);
}

/** SESSDATA as the site wants it back: when someone's tool has decoded it, its commas stand bare. */
function encoded(value: string): string {
  if (!value.includes(',')) return value;
  return value.includes('%') ? value.replaceAll(',', '%2C') : encodeURIComponent(value);
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}
