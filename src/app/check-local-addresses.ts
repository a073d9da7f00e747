import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Config, type ConfigError, formatConfigErrors } from '../config.ts';

/** Settings that turn out to be wrong on this machine; the message has one line for each. */
export class LocalSettingsError extends Error {
  override readonly name = 'LocalSettingsError';
  constructor(errors: readonly ConfigError[]) {
    super(formatConfigErrors(errors));
  }
}

/**
 * Checks that this machine has the local addresses in EGRESS. Proxies are not checked: one that is
 * unreachable now may come back.
 * @throws LocalSettingsError when the machine lacks one of them
 */
export async function checkLocalAddresses({ egress = [] }: Pick<Config, 'egress'>): Promise<void> {
  const errors: ConfigError[] = [];
  for (const [index, { name, way }] of egress.entries()) {
    if (!('local' in way) || (await isOfThisMachine(way.local))) continue;
    errors.push({
      name: 'EGRESS',
      given: `${name} as entry ${index + 1}, which this machine does not have`,
      accepted: 'addresses of this machine (`ip address` shows them), and proxies',
    });
  }
  if (errors.length > 0) throw new LocalSettingsError(errors);
}

/**
 * Whether connections can be made from an address: tested by listening on it, which also works for an address
 * without an interface.
 */
async function isOfThisMachine(address: string): Promise<boolean> {
  const server = createServer().listen({ host: address, port: 0, exclusive: true });
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
