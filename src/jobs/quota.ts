import type { QuotaRecord, Repository } from '../storage/index.ts';
import { createCalendarDays } from './calendar-days.ts';

/** Today's number of changes is used up. */
export class QuotaSpent extends Error {
  override name = 'QuotaSpent';
  /** When there is a new one; ms since 1970. */
  readonly until: number;
  constructor(until: number) {
    super('the daily quota is used up');
    this.until = until;
  }
}

/**
 * How many people an account may change its relation to in a day, by jobs and single presses together.
 *
 * What counts is people whose relation was changed, or may have been: it is taken before the write, and given back for
 * those of whom it is known that nothing was changed, since the site said no or it was so already. Reading, and putting
 * people into groups, counts nothing. It is kept by mid, so two chats with one account share it; a crash can only count
 * too much.
 */
export interface Quota {
  /** The whole of a day. */
  readonly daily: number;
  /** Takes `count` from what is left today, or as much as there is; tells how much that was. */
  take(mid: number, count: number): Promise<number>;
  /** The day it is taken on now, for `giveBack`. */
  today(): string;
  /** Gives back `count` of what was taken on `day`; a day that is over stays as it is. */
  giveBack(mid: number, count: number, day: string): Promise<void>;
  left(mid: number): Promise<number>;
  /** When there is a new one; ms since 1970. */
  renewsAt(): number;
}

/**
 * `daily` as DAILY_WRITES says; days begin at midnight in `timezone` (IANA name); `now` in ms since 1970.
 * @example
 * const taken = await quota.take(mid, 50);
 * if (taken === 0) throw new QuotaSpent(quota.renewsAt());
 */
export function createQuota(deps: {
  records: Repository<QuotaRecord>;
  daily: number;
  timezone: string;
  now: () => number;
}): Quota {
  const { records, daily, now } = deps;
  const days = createCalendarDays(deps.timezone);
  const usedOf = (record: QuotaRecord | undefined) => (record?.day === days.of(now()) ? record.used : 0);

  return {
    daily,
    async take(mid, count) {
      let taken = 0;
      await records.update(String(mid), (record) => {
        const used = usedOf(record);
        taken = Math.max(0, Math.min(count, daily - used));
        return { day: days.of(now()), used: used + taken };
      });
      return taken;
    },
    today: () => days.of(now()),
    async giveBack(mid, count, day) {
      await records.update(
        String(mid),
        (record) =>
          record && { ...record, used: Math.max(0, record.used - (record.day === day ? count : 0)) },
      );
    },
    async left(mid) {
      return Math.max(0, daily - usedOf(await records.get(String(mid))));
    },
    renewsAt: () => days.next(now()),
  };
}
