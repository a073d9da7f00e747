import type { LoginCountRecord, Repository } from '../storage/index.ts';
import { day } from '../time-units.ts';

/** Thrown when a user has tried to log in too often within a day. */
export class TooManyLogins extends Error {
  override name = 'TooManyLogins';
  /** When the user may try again, ms since 1970. */
  readonly until: number;
  readonly most: number;
  constructor({ until, most }: { until: number; most: number }) {
    super(`More than ${most} logins in a day`);
    this.until = until;
    this.most = most;
  }
}

/**
 * Counts login attempts that reach Bilibili: QR codes made, cookies and access keys checked, successful or
 * not.
 */
export interface LoginLimit {
  /**
   * Counts one attempt; call it before Bilibili is asked. Admins are limited too, because the limit protects
   * the bot from Bilibili's risk control.
   * @param user Telegram user id
   * @throws TooManyLogins
   */
  countAttempt(user: number): Promise<void>;
}

/**
 * Allows `most` attempts within 24 hours of the first one; the count survives a restart. `now` in ms since
 * 1970.
 */
export function createLoginLimit(deps: {
  records: Repository<LoginCountRecord>;
  most: number;
  now: () => number;
}): LoginLimit {
  const { records, most, now } = deps;
  return {
    async countAttempt(user) {
      await records.update(String(user), (record) => {
        const at = now();
        const current = record && at >= record.since && at < record.since + day ? record : undefined;
        if (current && current.count >= most) throw new TooManyLogins({ until: current.since + day, most });
        return { since: current?.since ?? at, count: (current?.count ?? 0) + 1 };
      });
    },
  };
}
