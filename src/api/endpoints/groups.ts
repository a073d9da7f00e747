import { z } from 'zod';
import { answeredMids, groupShape, type Member, memberShape, nothing } from '../answer-shapes.ts';
import { get, post } from '../endpoint.ts';
import { groupNameParameter, mid, mids, orderType, pn, ps, tagid, tagids } from '../parameter-schemas.ts';

/** Documented: as many people in one call. */
const most = 50;

/** Groups of people one follows (the site's tags): special attention, default, own ones. */
export const groupEndpoints = {
  /** All groups with their sizes, special and default among them. */
  list: get('x/relation/tags', { params: z.strictObject({}), answer: z.array(groupShape) }),

  /**
   * The members of one of one's own groups, newest first or most visited first; no total, an empty page
   * (or null) is the end.
   */
  members: get('x/relation/tag', {
    params: z.strictObject({ tagid, mid: mid.optional(), order_type: orderType.optional(), ps, pn }),
    answer: z
      .array(memberShape)
      .nullable()
      .transform((members) => members ?? []),
    paged: { size: 50, list: (data: Member[]) => data, mayBeEmpty: true },
  }),

  /** The groups that hold `fid`, names by group number; {} for the default group. */
  of: get('x/relation/tag/user', {
    params: z.strictObject({ fid: mid }),
    answer: z
      .record(z.string(), z.string())
      .nullable()
      .transform((names) => names ?? {}),
  }),

  /** The mids under special attention, all in one answer. */
  special: get('x/relation/tag/special', {
    params: z.strictObject({}),
    answer: answeredMids,
    mostItems: 10_000,
  }),

  /** Makes a group named `tag` and tells its number. */
  create: post('x/relation/tag/create', {
    params: z.strictObject({ tag: groupNameParameter }),
    answer: z.object({ tagid: z.int() }),
  }),

  /** Gives a group another name. */
  rename: post('x/relation/tag/update', {
    params: z.strictObject({ tagid, name: groupNameParameter }),
    answer: nothing,
  }),

  /** Ends a group; its members stay followed. */
  remove: post('x/relation/tag/del', { params: z.strictObject({ tagid }), answer: nothing }),

  /**
   * Sets the groups of at most 50 people: each is then in exactly these; [0] means in none. Name the special group
   * too, if they are to stay in it.
   */
  setFor: post('x/relation/tags/addUsers', {
    params: z.strictObject({ fids: mids(most), tagids }),
    answer: nothing,
  }),

  /** Adds at most 50 people to groups; their other groups stay. */
  copyTo: post('x/relation/tags/copyUsers', {
    params: z.strictObject({ fids: mids(most), tagids }),
    answer: nothing,
  }),

  /** Takes at most 50 people out of some groups and puts them into others. */
  move: post('x/relation/tags/moveUsers', {
    params: z.strictObject({ beforeTagids: tagids, afterTagids: tagids, fids: mids(most) }),
    answer: nothing,
  }),

  /** Makes somebody one follows a special follow; their groups stay. */
  addSpecial: post('x/relation/tag/special/add', {
    params: z.strictObject({ fid: mid }),
    answer: nothing,
    unproven: true,
  }),

  /** Makes somebody a special follow no longer; their groups stay. */
  removeSpecial: post('x/relation/tag/special/del', {
    params: z.strictObject({ fid: mid }),
    answer: nothing,
    unproven: true,
  }),

  /** Puts one's own groups in this order. */
  sort: post('x/relation/tags/update_sort', {
    params: z.strictObject({ tagids }),
    answer: nothing,
    unproven: true,
  }),
};
