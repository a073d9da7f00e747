import { calendarDay, startOfDay } from '../calendar-day.ts';
import type { QuotaRecord, Repository } from '../storage/index.ts';
import { day as dayLength } from '../time-units.ts';

/** Today's quota of relation changes is used up. */
export class QuotaSpent extends Error {
  override name = 'QuotaSpent';
  /** When the next day's quota begins; ms since 1970. */
  readonly until: number;
  constructor(until: number) {
    super('the daily quota is used up');
    this.until = until;
  }
}

/**
 * Daily limit of relation changes per account, shared by jobs and single actions.
 *
 * People count whose relation was changed or may have been. Quota is taken before the write, and given back
 * for people known to be unchanged: Bilibili refused, or nothing needed to be done. Reads and group changes
 * are free. It is stored by mid, so two chats with one account share it. A crash can only make it count too
 * many.
 */
export interface Quota {
  /** Quota of a whole day. */
  readonly daily: number;
  /** Takes up to `count` from what is left today; returns how much was taken. */
  take(mid: number, count: number): Promise<number>;
  /** Today, as `giveBack` takes it: 2026-01-31 in the quota's timezone. */
  today(): string;
  /** Gives back `count` of what was taken on `day`; no effect once that day is over. */
  giveBack(mid: number, count: number, day: string): Promise<void>;
  left(mid: number): Promise<number>;
  /** When the next day's quota begins; ms since 1970. */
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
  const { records, daily, timezone, now } = deps;
  const today = () => new Date(calendarDay(now(), timezone) * dayLength).toISOString().slice(0, 10);
  const usedOf = (record: QuotaRecord | undefined) => (record?.day === today() ? record.used : 0);

  return {
    daily,
    async take(mid, count) {
      let taken = 0;
      await records.update(String(mid), (record) => {
        const used = usedOf(record);
        taken = Math.max(0, Math.min(count, daily - used));
        return { day: today(), used: used + taken };
      });
      return taken;
    },
    today,
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
    renewsAt: () => startOfDay(calendarDay(now(), timezone) + 1, timezone),
  };
}
