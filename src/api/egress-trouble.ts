/** Why nothing comes back by an egress address. */
export type EgressTrouble =
  /** The proxy cannot be reached. */
  | 'proxyAway'
  /** The proxy does not take its user and password. */
  | 'proxyRefuses'
  /** The machine has the address no more. */
  | 'addressGone'
  /** Nothing has answered, for whatever reason. */
  | 'silent';

/** The connection to a proxy could not be made; the HTTP client's own errors would not say whose it was. */
export class ProxyAway extends Error {
  override readonly name = 'ProxyAway';
}

/** What a failed request says of the way it went. */
export function troubleOf(error: unknown): EgressTrouble {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ProxyAway) return 'proxyAway';
    const code = 'code' in cause ? String(cause.code) : '';
    if (code.startsWith('UND_ERR_SOCKS5_AUTH') || /^Proxy response \(407\)/u.test(cause.message))
      return 'proxyRefuses';
    if (code === 'EADDRNOTAVAIL') return 'addressGone';
  }
  return 'silent';
}

/** The same as a sentence for the operator; `name` is what the way is called without user and password. */
export function describeTrouble(name: string, trouble: EgressTrouble): string {
  switch (trouble) {
    case 'proxyAway':
      return `The proxy ${name} cannot be reached.`;
    case 'proxyRefuses':
      return `The proxy ${name} does not take its user and password: correct them in EGRESS.`;
    case 'addressGone':
      return `This machine does not have the address ${name}: correct EGRESS.`;
    case 'silent':
      return `Bilibili does not answer by way of ${name}.`;
  }
}
