import { BilibiliRefused, createBilibili, describeEgressTrouble } from '../api/index.ts';
import type { Config, EgressAddress } from '../config.ts';
import { bad, type Finding, ok } from './finding.ts';

/**
 * Sends one request to Bilibili, as a guest, through each egress address in the settings; none without any.
 */
export async function checkEgress(config: Config, say: (finding: Finding) => void): Promise<void> {
  for (const address of config.egress ?? []) say(await checkOne(address, config));
}

async function checkOne(address: EgressAddress, { bilibiliRoot }: Config): Promise<Finding> {
  const bilibili = createBilibili({
    root: bilibiliRoot,
    egress: [address],
    readSpacing: 0,
    writeSpacing: 0,
    retries: 0,
  });
  const error: unknown = await bilibili.guest.people.nav({}).catch((reason: unknown) => reason);
  const { name } = address;
  const trouble = bilibili.egress()[0]?.trouble;
  if (trouble) return bad(describeEgressTrouble(name, trouble.why));
  if (error instanceof BilibiliRefused && error.reason === 'risk')
    return bad(`Bilibili shows risk control by way of ${name}`);
  return ok(`Bilibili is reached by way of ${name}`);
}
