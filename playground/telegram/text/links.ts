/**
 * Telegram's error for an address in a button or link; undefined when valid. Any host with a dot is valid, so
 * `http://127.0.0.1:3000` is and `http://localhost:3000` is not.
 */
export function linkError(link: string): string | undefined {
  if (/^tg:/i.test(link)) return /^tg:(\/\/)?[\w-]+([/?#].*)?$/i.test(link) ? undefined : 'Wrong tg URL';
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(link)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return 'Unsupported URL protocol';
  const authority = (scheme === undefined ? link : link.slice(scheme.length + 3)).split(/[/?#]/)[0] ?? '';
  const address = authority.split('@').at(-1) ?? '';
  const [, host = '', port] = /^(.*?)(?::([^:\]]*))?$/.exec(address) ?? [];
  if (port !== undefined && !(Number(port) > 0 && Number(port) <= 65_535)) {
    return 'Wrong port number specified in the URL';
  }
  if (host === '') return 'URL host is empty';
  if (/^\[[\da-f:.]+\]$/i.test(host)) return undefined;
  if (/[\s<>"\\^`{|}]/.test(host)) return 'Disallowed character in URL host';
  return host.includes('.') && host !== '.' ? undefined : 'Wrong HTTP URL';
}

/** Normalizes a valid link as Telegram does: adds a scheme and a trailing slash, and lowercases the host. */
export function normalizeLink(link: string): string {
  if (/^tg:/i.test(link)) return link;
  const [, scheme = 'http://', authority = '', rest = ''] =
    /^([^:/?#@[\]]*:\/\/)?([^/?#]*)(.*)$/s.exec(link) ?? [];
  return `${scheme.toLowerCase()}${authority.toLowerCase()}${rest.startsWith('/') ? rest : `/${rest}`}`;
}
