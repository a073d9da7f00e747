import { z } from 'zod';
import { answeredMid } from '../answer-shapes.ts';
import { get } from '../endpoint.ts';

/** The number of a post; too long for a JavaScript number. */
const postId = z.string().regex(/^\d{1,20}$/, { error: 'a number' });

const author = z.object({ mid: answeredMid, name: z.string().default('') });

/** Whose a page of the site is that is no video. */
export const authorEndpoints = {
  /** Whose live room it is, by its number or its short number. Refused with `gone` when there is none. */
  ofRoom: get('room/v1/Room/room_init', {
    host: 'api.live.bilibili.com',
    params: z.strictObject({ id: z.int().positive({ error: 'a room number is a positive whole number' }) }),
    answer: z.object({ uid: answeredMid }),
    open: true,
  }),

  /** Who wrote an article, by the number after `cv`. Refused with `gone` when away. */
  ofArticle: get('x/article/viewinfo', {
    params: z.strictObject({
      id: z.int().positive({ error: 'an article number is a positive whole number' }),
    }),
    answer: z.object({ mid: answeredMid, author_name: z.string().default('') }),
    unproven: true,
  }),

  /** Who wrote a dynamic or an opus, which share their numbers. The site answers it to logged-in readers. */
  ofDynamic: get('x/polymer/web-dynamic/v1/detail', {
    params: z.strictObject({ id: postId, features: z.string().default('itemOpusStyle') }),
    answer: z
      .object({ item: z.object({ modules: z.object({ module_author: author }) }) })
      .transform(({ item }) => item.modules.module_author),
    unproven: true,
  }),

  /** Who wrote an opus. `null` for what is no opus, or an old article: ask for the dynamic, or the article. */
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
