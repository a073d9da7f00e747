import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Config, type ConfigError, formatConfigErrors } from '../config.ts';

/** Settings that only the machine can tell to be wrong; its message has a line for each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(errors: readonly ConfigError[]) {
    super(formatConfigErrors(errors));
  }
}

/**
 * Tries the addresses of this machine by which Bilibili is to be asked. A proxy is not tried: one that is away may come back.
 * @throws SettingsError when the machine does not have one of them
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
  if (errors.length > 0) throw new SettingsError(errors);
}

/** Whether connections can be made from an address: what the system lets one listen on, also where it is of no interface. */
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
