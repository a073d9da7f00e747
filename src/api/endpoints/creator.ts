import { z } from 'zod';
import { maxCount, momentShape } from '../answer-values.ts';
import { get } from '../endpoint.ts';

/** The creator centre: statistics of the own account, a day late. */
export const creatorEndpoints = {
  /**
   * The own fan statistics by day: total (`all_fans`), gained (`follow`) or lost (`unfollow`). `period` 0 a
   * week, 1 a month, 2 ninety days. The shape is inferred from a similar endpoint; no real answer has been
   * recorded.
   */
  fansGraph: get('x/web/data/v2/fans/stat/graph', {
    host: 'member.bilibili.com',
    params: z.strictObject({
      type: z.enum(['all_fans', 'follow', 'unfollow']),
      period: z.literal([0, 1, 2]).default(2),
    }),
    answer: z
      .object({
        tendency: z
          .array(
            z.object({
              /** The day, in seconds since 1970. */
              date_key: momentShape,
              total_inc: z.int().min(-maxCount).max(maxCount),
            }),
          )
          .nullable(),
      })
      .transform(({ tendency }) =>
        (tendency ?? []).map(({ date_key, total_inc }) => ({ day: date_key, count: total_inc })),
      ),
    unproven: true,
  }),
};
