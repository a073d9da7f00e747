import { createRequire } from 'node:module';
import type * as undici from 'undici';

/*
 * The parts of undici that make connections, each loaded from its own file: the package's index also loads
 * fetch, WebSocket, caches and mocks, which are a hundred unused files and 7 MB. These files are not public
 * API; if one moves in a new version, the program does not start and no test passes.
 */
const load = createRequire(import.meta.url);

// The index of the package adds `connect` to every dispatcher; a ProxyAgent uses it to open a tunnel through
// its proxy.
const dispatcher: { prototype: object } = load('undici/lib/dispatcher/dispatcher.js');
Object.assign(dispatcher.prototype, { connect: load('undici/lib/api/api-connect.js') });

export const Agent: typeof undici.Agent = load('undici/lib/dispatcher/agent.js');
export const Pool: typeof undici.Pool = load('undici/lib/dispatcher/pool.js');
export const ProxyAgent: typeof undici.ProxyAgent = load('undici/lib/dispatcher/proxy-agent.js');
export const Socks5ProxyAgent: typeof undici.Socks5ProxyAgent = load(
  'undici/lib/dispatcher/socks5-proxy-agent.js',
);
export const buildConnector: typeof undici.buildConnector = load('undici/lib/core/connect.js');
