import { isIP } from 'node:net';
import type { Dispatcher, buildConnector as undiciConnector } from 'undici';
import type { EgressAddress } from '../config.ts';
import { ProxyAway } from './egress-trouble.ts';
import { Agent, buildConnector, Pool, ProxyAgent, Socks5ProxyAgent } from './load-parts-of-undici.ts';

/**
 * Connections by one egress address, kept open.
 * @param way the one that the system chooses when not given
 * @param timeout ms that a request may take; a proxy has a little less to be reached, so that it is known whose fault it was
 */
export function createDispatcher(way: EgressAddress['way'] | undefined, timeout: number): Dispatcher {
  if (way === undefined) return new Agent();
  if ('local' in way) return new Agent({ localAddress: way.local, connect: { family: isIP(way.local) } });
  const proxy = new URL(way.proxy);
  const connectTimeout = 0.8 * timeout;
  if (proxy.protocol === 'socks5:') {
    const connect = toProxy(buildConnector({ timeout: connectTimeout }));
    return new Socks5ProxyAgent(proxy, { connect, connectTimeout: timeout });
  }
  return new ProxyAgent({
    uri: proxy.href,
    // Else what a proxy itself answers would pass for an answer of the site.
    proxyTunnel: true,
    connectTimeout,
    clientFactory: (origin, { connect }: { connect?: undiciConnector.connector }) =>
      new Pool(origin, { ...(connect && { connect: toProxy(connect) }), headersTimeout: timeout }),
  });
}

/** The same connector; that it fails is the proxy's doing, not the site's. */
function toProxy(connect: undiciConnector.connector): undiciConnector.connector {
  return (options, callback) => {
    // An IPv6 address has brackets in an address of the web alone.
    const hostname = options.hostname.replace(/^\[(.*)\]$/u, '$1');
    connect({ ...options, hostname }, (...made) => {
      if (made[0] === null) callback(...made);
      else callback(new ProxyAway(), null);
    });
  };
}
