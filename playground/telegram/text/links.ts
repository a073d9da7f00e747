/**
 * What is wrong with an address in a button or link, in Telegram's words; undefined when it takes it. Any host with
 * a dot passes, so `http://127.0.0.1:3000` does and `http://localhost:3000` does not.
 */
export function linkFault(link: string): string | undefined {
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

/** A link that Telegram takes, as it gives it back: with a scheme, the host in small letters, and at least a slash after it. */
export function tidyLink(link: string): string {
  if (/^tg:/i.test(link)) return link;
  const [, scheme = 'http://', authority = '', rest = ''] =
    /^([^:/?#@[\]]*:\/\/)?([^/?#]*)(.*)$/s.exec(link) ?? [];
  return `${scheme.toLowerCase()}${authority.toLowerCase()}${rest.startsWith('/') ? rest : `/${rest}`}`;
}
