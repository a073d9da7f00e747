import { z } from 'zod';
import {
  answeredMids,
  bothSidesShape,
  gamePersonShape,
  interrelationShape,
  nothing,
  type Page,
  type Person,
  pageShape,
  relationSideShape,
} from '../answer-shapes.ts';
import { get, type Paging, post } from '../endpoint.ts';
import { parsePageFast } from '../fast-page-parser.ts';
import { mid, mids, orderType, pn, ps, reSrc } from '../parameter-schemas.ts';

/** Pages that come as `{ list, total }`. */
const listed: Paging<Page, Person> = {
  size: 50,
  list: (data) => data.list,
  total: (data) => data.total,
};

/** All of a list in one answer, as long as that is: 600 bytes a person, and twice as many as anybody may follow. */
const wholeList = { maxBytes: 16 * 1024 * 1024, mostItems: 10_000 };

/** Some clients page these; the first request names no page, as the site's own does not. */
const maybePaged = z.strictObject({ ps: ps.unwrap().optional(), pn: pn.unwrap().optional() });

/** Who follows whom, and changing it. */
export const relationEndpoints = {
  /**
   * The fans of `vmid`, newest first, with the exact total. The site shows the first 1000, of others sometimes only
   * 100; beyond that pages are empty. Refused with `privacy` when hidden.
   */
  followers: get('x/relation/followers', {
    params: z.strictObject({ vmid: mid, ps, pn }),
    answer: pageShape,
    ordinary: parsePageFast,
    paged: { ...listed, own: 1000, others: 1000 },
  }),

  /**
   * Whom `vmid` follows, newest first or most visited first. Own list: all; another's: the first 100, then empty
   * pages. Refused with `privacy` when hidden.
   */
  followings: get('x/relation/followings', {
    params: z.strictObject({ vmid: mid, order_type: orderType.optional(), ps, pn }),
    answer: pageShape,
    ordinary: parsePageFast,
    paged: { ...listed, others: 100 },
  }),

  /**
   * Whom `vmid` follows, as the app asks it: without a login, either order, 50 a page whatever is asked for, the first
   * five pages (then refused with `pages`). A hidden list is `list: null`, `total: 0`. `relation` is that of `vmid`.
   */
  appFollowings: get('x/v2/relation/followings', {
    host: 'app.biliapi.net',
    params: z.strictObject({
      vmid: mid,
      order: z.enum(['desc', 'asc']).optional(),
      ps: z.literal(50, { error: 'ps is 50' }).default(50),
      pn,
    }),
    answer: pageShape,
    paged: { ...listed, pages: 5 },
    open: true,
  }),

  /**
   * Whom `vmid` follows, as the game centre asks it: without a login, names and faces only, 20 a page, no total.
   * A hidden list is empty.
   */
  gameFollowings: get('game/center/h5/user/relationship/following_list', {
    host: 'line3-h5-mobile-api.biligame.com',
    params: z.strictObject({ vmid: mid, ps: ps.unwrap().default(20), pn }),
    answer: z.object({ list: z.array(gamePersonShape).nullable() }),
    paged: { size: 20, list: (data) => data.list, mayBeEmpty: true },
    open: true,
  }),

  /** Among those `vmid` follows, whose name holds `name`. Of another's list five pages, then refused with `pages`. */
  searchFollowings: get('x/relation/followings/search', {
    params: z.strictObject({ vmid: mid, name: z.string().optional(), ps, pn }),
    answer: pageShape,
    paged: listed,
  }),

  /** Whom both the reader and `vmid` follow. */
  sameFollowings: get('x/relation/same/followings', {
    params: z.strictObject({ vmid: mid, ps, pn }),
    answer: pageShape,
    paged: listed,
  }),

  /**
   * Whom the reader quietly follows, without total: all in one answer, or a page of it (see `readWhole`). The feature is
   * retired: old data only.
   */
  whispers: get('x/relation/whispers', { params: maybePaged, answer: pageShape, ...wholeList }),

  /** The reader's mutual follows, without total: all in one answer, or a page of it (see `readWhole`). */
  friends: get('x/relation/friends', { params: maybePaged, answer: pageShape, ...wholeList }),

  /** The reader's blacklist, newest first, with total. */
  blacks: get('x/relation/blacks', { params: z.strictObject({ ps, pn }), answer: pageShape, paged: listed }),

  /**
   * Changes the relation to one person: see `relationActs`. `already` is as good as done. Blocking a fan also ends his
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
      fids: mids(50),
      act: z.literal([1, 5], { error: 'act of a batch is 1 (follow) or 5 (block)' }),
      re_src: reSrc,
    }),
    answer: z
      .object({ failed_fids: answeredMids })
      .nullish()
      .transform((done) => done ?? { failed_fids: [] }),
  }),

  /** The reader's side of the relation to `fid`. */
  relation: get('x/relation', { params: z.strictObject({ fid: mid }), answer: relationSideShape }),

  /** Both sides of the relation to `mid`, signed. Some clients report it dead: `bothSides` asks it second. */
  wbiBothSides: get('x/space/wbi/acc/relation', {
    params: z.strictObject({ mid }),
    answer: bothSidesShape,
    wbi: true,
  }),

  /** Both sides of the relation to `mid`: the dependable way to know who follows whom. */
  webBothSides: get('x/web-interface/relation', { params: z.strictObject({ mid }), answer: bothSidesShape }),

  /** The reader's side of the relations to at most 20 people, and whether they follow the reader, by mid. */
  interrelations: get('x/relation/interrelations', {
    params: z.strictObject({ fids: mids(20) }),
    answer: z.record(z.string(), interrelationShape),
    unproven: true,
  }),

  /**
   * The reader's side of the relations to at most 40 people, by mid. Who has no relation is not in it. Whether `null` can
   * mean that nobody has, or is no answer, is not documented.
   */
  relations: get('x/relation/relations', {
    params: z.strictObject({ fids: mids(40) }),
    answer: z.record(z.string(), relationSideShape).nullable(),
  }),
};
