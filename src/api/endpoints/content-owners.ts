import { z } from 'zod';
import { answeredMid } from '../answer-values.ts';
import { get } from '../endpoint.ts';

/** The id of a post, as digits: too large for a JavaScript number. */
const postId = z.string().regex(/^\d{1,20}$/, { error: 'a number' });

const author = z.object({ mid: answeredMid, name: z.string().default('') });

/** The owners of live rooms, articles, dynamics and opuses. */
export const authorEndpoints = {
  /** The owner of a live room, by its number or short number. Refused with `gone` when it does not exist. */
  ofRoom: get('room/v1/Room/room_init', {
    host: 'api.live.bilibili.com',
    params: z.strictObject({ id: z.int().positive({ error: 'a room number is a positive whole number' }) }),
    answer: z.object({ uid: answeredMid }),
    withoutLogin: true,
  }),

  /** The author of an article, by the number after `cv`. Refused with `gone` when it does not exist. */
  ofArticle: get('x/article/viewinfo', {
    params: z.strictObject({
      id: z.int().positive({ error: 'an article number is a positive whole number' }),
    }),
    answer: z.object({ mid: answeredMid, author_name: z.string().default('') }),
    unproven: true,
  }),

  /** The author of a dynamic or an opus, which share one range of ids. Works only with a login. */
  ofDynamic: get('x/polymer/web-dynamic/v1/detail', {
    params: z.strictObject({ id: postId, features: z.string().default('itemOpusStyle') }),
    answer: z
      .object({ item: z.object({ modules: z.object({ module_author: author }) }) })
      .transform(({ item }) => item.modules.module_author),
    unproven: true,
  }),

  /** The author of an opus. `null` when the id is not an opus (read it as a dynamic) or an old article. */
  ofOpus: get('x/polymer/web-dynamic/v1/opus/detail', {
    params: z.strictObject({ id: postId, features: z.string().default('htmlNewStyle') }),
    answer: z
      .object({
        item: z
          .object({ modules: z.array(z.object({ module_author: author.optional() })).nullable() })
          .nullish(),
        fallback: z.unknown().optional(),
      })
      .refine(({ item, fallback }) => item || fallback, { error: 'neither an opus nor what it is instead' })
      .transform(
        ({ item }) => item?.modules?.find(({ module_author }) => module_author)?.module_author ?? null,
      ),
    unproven: true,
  }),
};
