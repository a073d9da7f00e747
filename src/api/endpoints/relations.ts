import { z } from 'zod';
import {
  bothSidesShape,
  gamePersonShape,
  interrelationShape,
  type Page,
  type Person,
  pageShape,
  type RelationSide,
  relationSideShape,
} from '../answer-shapes.ts';
import { isAboutSome, isSideOf } from '../answer-subject.ts';
import { answeredMids, noData } from '../answer-values.ts';
import { type FormFields, get, type Paging, post } from '../endpoint.ts';
import { parsePageFast } from '../fast-page-parser.ts';
import { mid, mids, orderType, pn, ps, reSrc } from '../parameter-schemas.ts';

/** Pages of the form `{ list, total }`. */
const listAndTotal: Paging<Page, Person> = {
  size: 50,
  list: (data) => data.list,
  total: (data) => data.total,
};

/**
 * Limits for a whole list in one answer: 600 bytes per person, and twice as many people as an account may
 * follow.
 */
const wholeList = { maxBytes: 16 * 1024 * 1024, maxItems: 10_000 };

/** Some clients page these lists. The first request names no page, as on the site itself. */
const maybePaged = z.strictObject({ ps: ps.unwrap().optional(), pn: pn.unwrap().optional() });

/**
 * Whether both sides are those to the person asked for, by the first side. The second one names the logged-in
 * account, which `bothSides` checks.
 */
function isAboutBothSides({ relation }: { relation: RelationSide }, asked: FormFields): boolean {
  return isSideOf(relation, Number(asked.mid));
}

/** Who follows whom, and changes to it. */
export const relationEndpoints = {
  /**
   * The fans of `vmid`, newest first, with the exact total. The site lists the first 1000, for others
   * sometimes only 100; later pages are empty. Refused with `privacy` when hidden.
   */
  followers: get('x/relation/followers', {
    params: z.strictObject({ vmid: mid, ps, pn }),
    answer: pageShape,
    parseFast: parsePageFast,
    paged: { ...listAndTotal, maxOwn: 1000, maxOfOthers: 1000 },
  }),

  /**
   * The people `vmid` follows, newest first or most visited first. The own list is complete; of another's
   * only the first 100 are listed, then pages are empty. Refused with `privacy` when hidden.
   */
  followings: get('x/relation/followings', {
    params: z.strictObject({ vmid: mid, order_type: orderType.optional(), ps, pn }),
    answer: pageShape,
    parseFast: parsePageFast,
    paged: { ...listAndTotal, maxOfOthers: 100 },
  }),

  /**
   * The people `vmid` follows, from the app's API: without login, in either order, always 50 per page, only
   * the first five pages (then refused with `pages`). A hidden list is `list: null`, `total: 0`. `relation`
   * is the side of `vmid`.
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
    paged: { ...listAndTotal, maxPages: 5 },
    withoutLogin: true,
  }),

  /**
   * The people `vmid` follows, from the game centre's API: without login, names and pictures only, 20 per
   * page, no total. A hidden list is empty.
   */
  gameFollowings: get('game/center/h5/user/relationship/following_list', {
    host: 'line3-h5-mobile-api.biligame.com',
    params: z.strictObject({ vmid: mid, ps: ps.unwrap().default(20), pn }),
    answer: z.object({ list: z.array(gamePersonShape).nullable() }),
    paged: { size: 20, list: (data) => data.list, mayBeEmpty: true },
    withoutLogin: true,
  }),

  /**
   * The people `vmid` follows whose name contains `name`. Of another's list five pages, then refused with
   * `pages`.
   */
  searchFollowings: get('x/relation/followings/search', {
    params: z.strictObject({ vmid: mid, name: z.string().optional(), ps, pn }),
    answer: pageShape,
    paged: listAndTotal,
  }),

  /** The people followed by both the logged-in account and `vmid`. */
  sameFollowings: get('x/relation/same/followings', {
    params: z.strictObject({ vmid: mid, ps, pn }),
    answer: pageShape,
    paged: listAndTotal,
  }),

  /**
   * The people the logged-in account follows quietly, without total: all in one answer, or paged (see
   * `readUnpagedList`). The feature is retired, so there is old data only.
   */
  whispers: get('x/relation/whispers', { params: maybePaged, answer: pageShape, ...wholeList }),

  /** The logged-in account's mutual follows, without total: all in one answer, or paged (see `readUnpagedList`). */
  friends: get('x/relation/friends', { params: maybePaged, answer: pageShape, ...wholeList }),

  /** The logged-in account's blacklist, newest first, with total. */
  blacks: get('x/relation/blacks', {
    params: z.strictObject({ ps, pn }),
    answer: pageShape,
    paged: listAndTotal,
  }),

  /**
   * Changes the relation to one person: see `relationActs`. The refusal `already` counts as success. Blocking
   * a fan also ends their follow. `re_src` says where the follow came from (11: the person's page); the last
   * three are optional fields that the site's own pages send.
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
    answer: noData,
  }),

  /** Follows (1) or blocks (5) at most 50 people, excluding oneself; returns the people it failed for. */
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

  /** The logged-in account's side of the relation to `fid`. */
  relation: get('x/relation', {
    params: z.strictObject({ fid: mid }),
    answer: relationSideShape,
    isAbout: (side, { fid }) => isSideOf(side, Number(fid)),
  }),

  /**
   * Both sides of the relation to `mid`, signed. Some clients report that it does not work, so `bothSides`
   * uses it second.
   */
  wbiBothSides: get('x/space/wbi/acc/relation', {
    params: z.strictObject({ mid }),
    answer: bothSidesShape,
    isAbout: isAboutBothSides,
    wbi: true,
  }),

  /** Both sides of the relation to `mid`: the reliable endpoint for who follows whom. */
  webBothSides: get('x/web-interface/relation', {
    params: z.strictObject({ mid }),
    answer: bothSidesShape,
    isAbout: isAboutBothSides,
  }),

  /**
   * The logged-in account's side of the relations to at most 20 people, and whether they follow it, by mid.
   */
  interrelations: get('x/relation/interrelations', {
    params: z.strictObject({ fids: mids(20) }),
    answer: z.record(z.string(), interrelationShape),
    isAbout: isAboutSome('fids'),
    unproven: true,
  }),

  /**
   * The logged-in account's side of the relations to at most 40 people, by mid; people without a relation are
   * missing. It is not documented whether `null` means that there are none or is no answer.
   */
  relations: get('x/relation/relations', {
    params: z.strictObject({ fids: mids(40) }),
    answer: z.record(z.string(), relationSideShape).nullable(),
    isAbout: (sides, asked) => sides === null || isAboutSome('fids')(sides, asked),
  }),
};
