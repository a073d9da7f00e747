import type { CooldownRecords } from '../api/index.ts';
import type { Base } from './base.ts';

/** Keeps cooldowns after risk answers in the store, so that a restart is no way round them. */
export async function keepCooldowns({
  log,
  store: { cooldowns },
}: Pick<Base, 'log' | 'store'>): Promise<CooldownRecords> {
  const saved = new Map<string, { until: number; length: number; code: number }>();
  for await (const [key, cooldown] of cooldowns.all()) saved.set(key, cooldown);
  return {
    saved,
    save(key, cooldown) {
      const writing = cooldown ? cooldowns.update(key, () => cooldown) : cooldowns.remove(key);
      writing.catch((error: unknown) => log.warn({ err: error }, 'a cooldown could not be kept'));
    },
  };
}
