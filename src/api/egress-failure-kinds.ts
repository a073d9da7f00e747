/** Why requests through an egress address get no answer. */
export type EgressTrouble =
  /** The proxy cannot be reached. */
  | 'proxyAway'
  /** The proxy rejects its user name or password. */
  | 'proxyRefuses'
  /** The machine does not have the address any more. */
  | 'addressGone'
  /** No answer, for any other reason. */
  | 'silent';

/**
 * The connection to a proxy failed. The HTTP client's own errors do not say whether the proxy or the site was
 * at fault.
 */
export class ProxyAway extends Error {
  override readonly name = 'ProxyAway';
}

/** The kind of egress failure behind a request's error. */
export function egressTroubleOf(error: unknown): EgressTrouble {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ProxyAway) return 'proxyAway';
    const code = 'code' in cause ? String(cause.code) : '';
    if (code.startsWith('UND_ERR_SOCKS5_AUTH') || /^Proxy response \(407\)/u.test(cause.message))
      return 'proxyRefuses';
    if (code === 'EADDRNOTAVAIL') return 'addressGone';
  }
  return 'silent';
}

/** A sentence for the operator; `name` is the egress address without user name and password. */
export function describeEgressTrouble(name: string, trouble: EgressTrouble): string {
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
