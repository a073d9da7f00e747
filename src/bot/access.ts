import { randomBytes } from 'node:crypto';
import { isSameSecret } from '../is-same-secret.ts';
import type { AccessRecord, Repository } from '../storage/index.ts';

/** Who may use the bot, and who is admin. */
export interface Access {
  /** The current admins. */
  readonly admins: readonly number[];
  isAdmin(user: number): boolean;
  isAllowed(user: number): boolean;
  /** The payload of /start that makes its sender the first admin; `undefined` when there is an admin. */
  readonly claim: string | undefined;
  /** Whether a text contains the claim. */
  containsClaim(words: string): boolean;
  /** Makes the user an admin if the claim is right; it works once. */
  redeem(claim: string, user: number): Promise<boolean>;
}

const key = 'admins';

/**
 * Admins are those configured and those who redeemed a claim. When there is none, a new claim is made at each
 * start.
 * @param deps.allowed users who may use the bot besides admins
 */
export async function createAccess(deps: {
  admins: readonly number[];
  allowed: 'everyone' | readonly number[];
  collection: Repository<AccessRecord>;
}): Promise<Access> {
  const claimed = (await deps.collection.get(key))?.admins ?? [];
  const admins = new Set([...deps.admins, ...claimed]);
  let claim = admins.size === 0 ? createClaim() : undefined;
  // How long it is is no secret; so only what is as long is hashed.
  const isClaim = (given: string) =>
    claim !== undefined && given.length === claim.length && isSameSecret(given, claim);

  return {
    get claim() {
      return claim;
    },
    get admins() {
      return [...admins];
    },
    containsClaim: (words) => (words.match(/claim_[\w-]+/gu) ?? []).some(isClaim),
    isAdmin: (user) => admins.has(user),
    isAllowed: (user) => deps.allowed === 'everyone' || admins.has(user) || deps.allowed.includes(user),
    async redeem(given, user) {
      if (!isClaim(given)) return false;
      claim = undefined;
      await deps.collection.update(key, (record) => ({ admins: [...(record?.admins ?? []), user] }));
      admins.add(user);
      return true;
    },
  };
}

/** Makes a claim: the payload of /start that makes its sender the first admin. */
function createClaim(): string {
  return `claim_${randomBytes(16).toString('base64url')}`;
}

/** Whether a payload of /start is meant as a claim, right or wrong. */
export function looksLikeClaim(payload: string): boolean {
  return payload.startsWith('claim_');
}
