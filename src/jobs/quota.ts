import type { Collection, QuotaRecord } from '../storage/index.ts';
import { createDays } from './day.ts';

/**
 * How many people an account may change its relation to in a day, by jobs and single presses together.
 *
 * What counts is people a write is sent for, whatever comes of it: a batch of 50 counts 50, and those of it that are
 * then asked one by one count again. Reading, and putting people into groups, counts nothing. It is kept by mid, so two
 * chats with one account share it, and taken before the write, so a crash can only count too much.
 */
export interface Quota {
  /** The whole of a day. */
  readonly daily: number;
  /** Takes `count` from what is left today, or as much as there is; tells how much that was. */
  take(mid: number, count: number): Promise<number>;
  left(mid: number): Promise<number>;
  /** When there is a new one; ms since 1970. */
  renewsAt(): number;
}

/** `daily` as DAILY_WRITES says; days begin at midnight in `timezone` (IANA name); `now` in ms since 1970. */
export function createQuota(deps: {
  records: Collection<QuotaRecord>;
  daily: number;
  timezone: string;
  now: () => number;
}): Quota {
  const { records, daily, now } = deps;
  const days = createDays(deps.timezone);
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
    async left(mid) {
      return Math.max(0, daily - usedOf(await records.get(String(mid))));
    },
    renewsAt: () => days.next(now()),
  };
}
