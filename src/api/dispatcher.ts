import { isIP } from 'node:net';
import type { Dispatcher, buildConnector as undiciConnector } from 'undici';
import type { EgressAddress } from '../config.ts';
import { ProxyAway } from './egress-failure-kinds.ts';
import { Agent, buildConnector, Pool, ProxyAgent, Socks5ProxyAgent } from './load-parts-of-undici.ts';

/**
 * Creates the HTTP connection pool of an egress address.
 * @param way how the address is reached; by default as the system chooses
 * @param timeout request timeout, ms; connecting to a proxy gets 80 % of it, so that a slow proxy can be told
 * from a slow site
 */
export function createDispatcher(way: EgressAddress['way'] | undefined, timeout: number): Dispatcher {
  if (way === undefined) return new Agent();
  if ('local' in way) return new Agent({ localAddress: way.local, connect: { family: isIP(way.local) } });
  const proxy = new URL(way.proxy);
  const connectTimeout = 0.8 * timeout;
  if (proxy.protocol === 'socks5:') {
    const connect = asProxyFailure(buildConnector({ timeout: connectTimeout }));
    return new Socks5ProxyAgent(proxy, { connect, connectTimeout: timeout });
  }
  return new ProxyAgent({
    uri: proxy.href,
    // Without a tunnel the proxy's own error pages would pass for answers of the site.
    proxyTunnel: true,
    connectTimeout,
    clientFactory: (origin, { connect }: { connect?: undiciConnector.connector }) =>
      new Pool(origin, { ...(connect && { connect: asProxyFailure(connect) }), headersTimeout: timeout }),
  });
}

/** The same connector with its failures marked as the proxy's, not the site's. */
function asProxyFailure(connect: undiciConnector.connector): undiciConnector.connector {
  return (options, callback) => {
    // Brackets around an IPv6 address belong to URLs only.
    const hostname = options.hostname.replace(/^\[(.*)\]$/u, '$1');
    connect({ ...options, hostname }, (...made) => {
      if (made[0] === null) callback(...made);
      else callback(new ProxyAway(), null);
    });
  };
}
