import { z } from 'zod';
import { videoShape } from '../answer-shapes.ts';
import { countShape, momentShape } from '../answer-values.ts';
import { get } from '../endpoint.ts';
import { mid, pn, ps } from '../parameter-schemas.ts';

/** Videos, as far as they lead to people. */
export const videoEndpoints = {
  /**
   * The authors of a video, by `bvid` or `aid`; `staff` lists everyone of a joint video. Refused with `gone`
   * when it does not exist.
   */
  view: get('x/web-interface/view', {
    params: z
      .strictObject({
        bvid: z
          .string()
          .regex(/^BV[0-9A-Za-z]{10}$/, { error: 'a bvid is BV and ten letters or digits' })
          .optional(),
        aid: z
          .int({ error: 'an aid is a positive whole number' })
          .positive({ error: 'an aid is a positive whole number' })
          .optional(),
      })
      .refine(({ bvid, aid }) => (bvid === undefined) !== (aid === undefined), {
        error: 'either a bvid or an aid',
        path: ['bvid'],
      }),
    answer: videoShape,
    isAbout: (video, { bvid, aid }) =>
      (bvid === undefined || (video.bvid ?? bvid) === bvid) &&
      (aid === undefined || (video.aid ?? Number(aid)) === Number(aid)),
    // The answer includes all parts of the video and all videos of its season.
    maxBytes: 4 * 1024 * 1024,
  }),

  /** The videos of `mid`, newest first, with their total. */
  ofUploader: get('x/space/wbi/arc/search', {
    params: z.strictObject({
      mid,
      order: z.enum(['pubdate', 'click', 'stow']).default('pubdate'),
      ps,
      pn,
    }),
    answer: z
      .object({
        list: z.object({
          vlist: z
            .array(
              z.object({
                bvid: z.string(),
                aid: z.int(),
                title: z.string(),
                /** In seconds since 1970. */
                created: momentShape,
              }),
            )
            .nullable(),
        }),
        page: z.object({ count: countShape }),
      })
      .transform(({ list, page }) => ({ list: list.vlist, total: page.count })),
    wbi: true,
  }),
};
