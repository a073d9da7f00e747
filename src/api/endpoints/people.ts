import { z } from 'zod';
import { cardShape, type FoundPerson, foundPersonShape, nameCardShape, statShape } from '../answer-shapes.ts';
import { answersAboutPerson, isAboutSome } from '../answer-subject.ts';
import { answeredMid, countShape, faceShape } from '../answer-values.ts';
import { get } from '../endpoint.ts';
import { mid, mids } from '../parameter-schemas.ts';

const searchPage = z
  .object({
    numResults: countShape,
    numPages: countShape,
    page: z.int(),
    result: z.array(foundPersonShape).nullish(),
  })
  .transform(({ result, ...rest }) => ({ ...rest, result: result ?? (rest.numResults === 0 ? [] : null) }));

/** People's names, cards and counts. */
export const peopleEndpoints = {
  /** How many people `vmid` follows and is followed by; needs no login. */
  stat: get('x/relation/stat', {
    params: z.strictObject({ vmid: mid }),
    answer: statShape,
    isAbout: answersAboutPerson('vmid'),
  }),

  /** The same as `stat` for at most 20 people, by mid. */
  stats: get('x/relation/stats', {
    params: z.strictObject({ mids: mids(20) }),
    answer: z.record(z.string(), statShape),
    isAbout: isAboutSome('mids'),
  }),

  /** The logged-in account. Refused with `login` when logged out. */
  nav: get('x/web-interface/nav', {
    params: z.strictObject({}),
    answer: z.object({ isLogin: z.boolean(), mid: answeredMid, uname: z.string(), face: faceShape }),
  }),

  /**
   * A person's card: name, picture, signature, level, counts. Works without login, but only for a few calls.
   */
  card: get('x/web-interface/card', {
    params: z.strictObject({ mid, photo: z.boolean().optional() }),
    answer: cardShape,
    isAbout: ({ card }, asked) => answersAboutPerson('mid')(card, asked),
  }),

  /** Names and pictures of at most 50 people, by mid. */
  cards: get('x/polymer/pc-electron/v1/user/cards', {
    params: z.strictObject({ uids: mids(50) }),
    answer: z
      .record(z.string(), nameCardShape)
      .nullable()
      .transform((cards) => cards ?? {}),
    isAbout: isAboutSome('uids'),
  }),

  /**
   * The mids of people with exactly these names (ignoring case). Names that nobody has are missing in the
   * answer.
   */
  nameToUid: get('x/polymer/web-dynamic/v1/name-to-uid', {
    params: z.strictObject({
      names: z
        .array(z.string().min(1))
        .min(1, { error: 'at least one name' })
        .max(50, { error: 'at most 50 names' }),
    }),
    answer: z.object({
      uid_list: z
        .array(z.object({ name: z.string(), uid: answeredMid }))
        .nullable()
        .transform((found) => found ?? []),
    }),
  }),

  /**
   * People whose name or signature matches `keyword`: 20 per page, at most 50 pages. `order` '0' relevance,
   * 'fans', 'level'; `order_sort` 0 descending, 1 ascending; `user_type` 0 all, 1 uploaders, 2 others, 3
   * verified.
   */
  search: get('x/web-interface/wbi/search/type', {
    params: z.strictObject({
      search_type: z.literal('bili_user').default('bili_user'),
      keyword: z.string().min(1, { error: 'something to search for' }),
      page: z.int().min(1, { error: 'a page is 1 to 50' }).max(50, { error: 'a page is 1 to 50' }).default(1),
      order: z.enum(['0', 'fans', 'level']).optional(),
      order_sort: z.literal([0, 1]).optional(),
      user_type: z.literal([0, 1, 2, 3]).optional(),
    }),
    answer: searchPage,
    paged: {
      pageParameter: 'page',
      size: 20,
      maxPages: 50,
      list: (data): FoundPerson[] | null => data.result,
      total: (data) => data.numResults,
      lastPage: (data) => data.numPages,
    },
    wbi: true,
  }),

  /** The device cookies that the site assigns: `b_3` is buvid3, `b_4` is buvid4. */
  fingerprint: get('x/frontend/finger/spi', {
    params: z.strictObject({}),
    answer: z.object({ b_3: z.string().min(1), b_4: z.string().min(1) }),
    withoutLogin: true,
  }),
};
