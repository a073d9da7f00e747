import { z } from 'zod';
import { momentShape, mostCounted } from '../answer-shapes.ts';
import { get } from '../endpoint.ts';

/** The creator centre: numbers of one's own account, a day late. */
export const creatorEndpoints = {
  /**
   * The curve of one's fans: how many there were (`all_fans`), came (`follow`) and went (`unfollow`), by day. `period` 0 a
   * week, 1 a month, 2 ninety days. What an answer looks like is pieced together from a sister endpoint; none is recorded.
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
              /** The day it is of, seconds. */
              date_key: momentShape,
              total_inc: z.int().min(-mostCounted).max(mostCounted),
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
