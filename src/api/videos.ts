import { z } from 'zod';
import { get } from './endpoint.ts';
import { video } from './shapes.ts';

/** Videos, as far as they lead to people. */
export const videos = {
  /** Who made a video, by `bvid` or `aid`; `staff` lists everyone of a joint video. Refused with `gone` when away. */
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
    answer: video,
  }),
};
