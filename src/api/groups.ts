import { z } from 'zod';
import { get, post } from './endpoint.ts';
import { groupNameParameter, mid, mids, orderType, pn, ps, tagid, tagids } from './parameters.ts';
import { group, type Member, member, nothing } from './shapes.ts';

/** Groups of people one follows (the site's tags): -10 special attention, 0 default, own ones above. */
export const groups = {
  /** All groups with their sizes, -10 and 0 among them. */
  list: get('x/relation/tags', { params: z.strictObject({}), answer: z.array(group) }),

  /** The members of one of one's own groups, newest first or most visited first; no total, an empty page is the end. */
  members: get('x/relation/tag', {
    params: z.strictObject({ tagid, mid: mid.optional(), order_type: orderType.optional(), ps, pn }),
    answer: z.array(member),
    paged: { size: 50, list: (data: Member[]) => data },
  }),

  /** The groups that hold `fid`, names by group number; {} for the default group. */
  of: get('x/relation/tag/user', {
    params: z.strictObject({ fid: mid }),
    answer: z.record(z.string(), z.string()),
  }),

  /** The mids under special attention, all in one answer. */
  special: get('x/relation/tag/special', { params: z.strictObject({}), answer: z.array(z.int()) }),

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
   * Sets the groups of at most 50 people: each is then in exactly these; [0] means in none. Name -10 too, if special
   * attention is to stay.
   */
  setFor: post('x/relation/tags/addUsers', {
    params: z.strictObject({ fids: mids, tagids }),
    answer: nothing,
  }),

  /** Adds at most 50 people to groups; their other groups stay. */
  copyTo: post('x/relation/tags/copyUsers', {
    params: z.strictObject({ fids: mids, tagids }),
    answer: nothing,
  }),

  /** Takes at most 50 people out of some groups and puts them into others. */
  move: post('x/relation/tags/moveUsers', {
    params: z.strictObject({ beforeTagids: tagids, afterTagids: tagids, fids: mids }),
    answer: nothing,
  }),
};
