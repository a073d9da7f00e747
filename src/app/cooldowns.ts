import type { CooldownRecords } from '../api/index.ts';
import type { Base } from './base.ts';

const day = 24 * 60 * 60 * 1000;

/** Keeps cooldowns after risk answers in the store, so that a restart is no way round them. */
export async function keepCooldowns({
  clock,
  log,
  store: { cooldowns },
}: Pick<Base, 'clock' | 'log' | 'store'>): Promise<CooldownRecords> {
  const saved = new Map<string, { until: number; length: number; code: number }>();
  for await (const [key, cooldown] of cooldowns.all()) {
    // One that ended a day ago no longer makes the next one longer.
    if (clock.now() - cooldown.until > day) await cooldowns.remove(key);
    else saved.set(key, cooldown);
  }
  return {
    saved,
    save(key, cooldown) {
      const writing = cooldown ? cooldowns.update(key, () => cooldown) : cooldowns.remove(key);
      writing.catch((error: unknown) => log.warn({ err: error }, 'a cooldown could not be kept'));
    },
  };
}
