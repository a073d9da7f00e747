import { z } from 'zod';
import { get, type Paging, post } from './endpoint.ts';
import { mid, mids, orderType, pn, ps, reSrc } from './parameters.ts';
import { bothWays, gamePerson, nothing, type Page, type Person, page, relationAttribute } from './shapes.ts';

/** Pages that come as `{ list, total }`. */
const listed: Paging<Page, Person> = {
  size: 50,
  list: (data) => data.list,
  total: (data) => data.total,
};

/** Who follows whom, and changing it. */
export const relations = {
  /**
   * The fans of `vmid`, newest first, with the exact total. The site shows the first 1000, of others sometimes only
   * 100; beyond that pages are empty. Refused with `privacy` when hidden.
   */
  followers: get('x/relation/followers', {
    params: z.strictObject({ vmid: mid, ps, pn }),
    answer: page,
    paged: { ...listed, own: 1000, others: 1000 },
  }),

  /**
   * Whom `vmid` follows, newest first or most visited first. Own list: all; another's: the first 100, then empty
   * pages. Refused with `privacy` when hidden.
   */
  followings: get('x/relation/followings', {
    params: z.strictObject({ vmid: mid, order_type: orderType.optional(), ps, pn }),
    answer: page,
    paged: { ...listed, others: 100 },
  }),

  /**
   * Whom `vmid` follows, as the app asks it: without a login, either order, the first five pages (then refused with
   * `pages`). A hidden list is `list: null`, `total: 0`.
   */
  appFollowings: get('x/v2/relation/followings', {
    host: 'app.biliapi.net',
    params: z.strictObject({ vmid: mid, order: z.enum(['desc', 'asc']).optional(), ps, pn }),
    answer: page,
    paged: { ...listed, pages: 5 },
    open: true,
  }),

  /**
   * Whom `vmid` follows, as the game centre asks it: without a login, names and faces only, 20 a page, no total;
   * `attribute` is seen from `vmid`. A hidden list is empty.
   */
  gameFollowings: get('game/center/h5/user/relationship/following_list', {
    host: 'line3-h5-mobile-api.biligame.com',
    params: z.strictObject({ vmid: mid, ps: ps.unwrap().default(20), pn }),
    answer: z.object({ list: z.array(gamePerson).nullable() }),
    paged: { size: 20, list: (data) => data.list },
    open: true,
  }),

  /** Among those `vmid` follows, whose name holds `name`. Of another's list five pages, then refused with `pages`. */
  searchFollowings: get('x/relation/followings/search', {
    params: z.strictObject({ vmid: mid, name: z.string().optional(), ps, pn }),
    answer: page,
    paged: listed,
  }),

  /** Whom both the reader and `vmid` follow. */
  sameFollowings: get('x/relation/same/followings', {
    params: z.strictObject({ vmid: mid, ps, pn }),
    answer: page,
    paged: listed,
  }),

  /** Whom the reader quietly follows, in one answer without total. The feature is retired: old data only. */
  whispers: get('x/relation/whispers', { params: z.strictObject({}), answer: page }),

  /** The reader's mutual follows, in one answer without total. */
  friends: get('x/relation/friends', { params: z.strictObject({}), answer: page }),

  /** The reader's blacklist, newest first (attribute 128), with total. */
  blacks: get('x/relation/blacks', { params: z.strictObject({ ps, pn }), answer: page, paged: listed }),

  /**
   * Changes the relation to one person: see `actions`. `already` is as good as done. Blocking a fan also ends his
   * follow. `re_src` says where from (11: the person's page); the last three are what a page may add.
   */
  modify: post('x/relation/modify', {
    params: z.strictObject({
      fid: mid,
      act: z
        .int({ error: 'act is 1 to 7' })
        .min(1, { error: 'act is 1 to 7' })
        .max(7, { error: 'act is 1 to 7' }),
      re_src: reSrc,
      spmid: z.string().optional(),
      extend_content: z.string().optional(),
      jsonp: z.string().optional(),
    }),
    answer: nothing,
  }),

  /** Follows (1) or blocks (5) at most 50 people, oneself not among them; tells whom it failed for. */
  batchModify: post('x/relation/batch/modify', {
    params: z.strictObject({
      fids: mids,
      act: z.literal([1, 5], { error: 'act of a batch is 1 (follow) or 5 (block)' }),
      re_src: reSrc,
    }),
    answer: z.object({
      failed_fids: z
        .array(z.int())
        .nullable()
        .transform((fids) => fids ?? []),
    }),
  }),

  /** The reader's side of the relation to `fid`. */
  relation: get('x/relation', { params: z.strictObject({ fid: mid }), answer: relationAttribute }),

  /** Both sides of the relation to `mid`, signed. Some clients report it dead: `between` asks it second. */
  wbiBetween: get('x/space/wbi/acc/relation', {
    params: z.strictObject({ mid }),
    answer: bothWays,
    wbi: true,
  }),

  /** Both sides of the relation to `mid`: the dependable way to know who follows whom. */
  webBetween: get('x/web-interface/relation', { params: z.strictObject({ mid }), answer: bothWays }),

  /**
   * The reader's side of the relations to at most 50 people, by mid. Who has no relation is not in it. Whether `null` can
   * mean that nobody has, or is no answer, is not documented.
   */
  relations: get('x/relation/relations', {
    params: z.strictObject({ fids: mids }),
    answer: z.record(z.string(), relationAttribute).nullable(),
  }),
};
