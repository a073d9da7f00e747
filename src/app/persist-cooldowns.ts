import type { CooldownRecords, SavedCooldown } from '../api/index.ts';
import type { Base } from './base.ts';

/** Cooldowns in the store. */
export interface PersistedCooldowns extends CooldownRecords {
  /** Rereads a cooldown that another process has changed; `undefined` when it is over. */
  reread(key: string): Promise<SavedCooldown | undefined>;
}

/** Keeps cooldowns in the store, so that neither a restart nor another process bypasses them. */
export async function persistCooldowns({
  log,
  store: { cooldowns },
}: Pick<Base, 'log' | 'store'>): Promise<PersistedCooldowns> {
  const saved = new Map<string, SavedCooldown>();
  for await (const [key, cooldown] of cooldowns.all()) saved.set(key, cooldown);
  return {
    saved,
    async reread(key) {
      const cooldown = await cooldowns.get(key);
      if (cooldown) saved.set(key, cooldown);
      else saved.delete(key);
      return cooldown;
    },
    save(key, cooldown) {
      const writing = cooldown ? cooldowns.update(key, () => cooldown) : cooldowns.remove(key);
      writing.catch((error: unknown) => log.warn({ err: error }, 'a cooldown could not be kept'));
    },
  };
}
