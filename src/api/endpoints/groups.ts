import { z } from 'zod';
import { groupShape, type Member, memberShape } from '../answer-shapes.ts';
import { answeredMids, noData } from '../answer-values.ts';
import { get, post } from '../endpoint.ts';
import { groupNameParameter, mid, mids, orderType, pn, ps, tagid, tagids } from '../parameter-schemas.ts';

/** The documented limit of people in one call. */
const maxPeoplePerCall = 50;

/** Groups of followed people (the site calls them tags): special follows, default, own ones. */
export const groupEndpoints = {
  /** All groups with their sizes, including special and default. */
  list: get('x/relation/tags', { params: z.strictObject({}), answer: z.array(groupShape) }),

  /**
   * The members of an own group, newest first or most visited first. No total; an empty page (or null) is the
   * end.
   */
  members: get('x/relation/tag', {
    params: z.strictObject({ tagid, mid: mid.optional(), order_type: orderType.optional(), ps, pn }),
    answer: z
      .array(memberShape)
      .nullable()
      .transform((members) => members ?? []),
    paged: { size: 50, list: (data: Member[]) => data, mayBeEmpty: true },
  }),

  /** The groups `fid` is in: names by group number; {} for the default group. */
  of: get('x/relation/tag/user', {
    params: z.strictObject({ fid: mid }),
    answer: z
      .record(z.string(), z.string())
      .nullable()
      .transform((names) => names ?? {}),
  }),

  /** The mids of all special follows, in one answer. */
  special: get('x/relation/tag/special', {
    params: z.strictObject({}),
    answer: answeredMids,
    maxItems: 10_000,
  }),

  /** Creates a group named `tag` and returns its number. */
  create: post('x/relation/tag/create', {
    params: z.strictObject({ tag: groupNameParameter }),
    answer: z.object({ tagid: z.int() }),
  }),

  /** Renames a group. */
  rename: post('x/relation/tag/update', {
    params: z.strictObject({ tagid, name: groupNameParameter }),
    answer: noData,
  }),

  /** Deletes a group; its members stay followed. */
  remove: post('x/relation/tag/del', { params: z.strictObject({ tagid }), answer: noData }),

  /**
   * Sets the groups of at most 50 people: afterwards each is in exactly these; [0] means in none. Include the
   * special group if they are to stay in it.
   */
  setFor: post('x/relation/tags/addUsers', {
    params: z.strictObject({ fids: mids(maxPeoplePerCall), tagids }),
    answer: noData,
  }),

  /** Adds at most 50 people to groups; they stay in their other groups. */
  copyTo: post('x/relation/tags/copyUsers', {
    params: z.strictObject({ fids: mids(maxPeoplePerCall), tagids }),
    answer: noData,
  }),

  /** Moves at most 50 people from some groups to others. */
  move: post('x/relation/tags/moveUsers', {
    params: z.strictObject({ beforeTagids: tagids, afterTagids: tagids, fids: mids(maxPeoplePerCall) }),
    answer: noData,
  }),

  /** Makes a followed person a special follow; their groups stay. */
  addSpecial: post('x/relation/tag/special/add', {
    params: z.strictObject({ fid: mid }),
    answer: noData,
    unproven: true,
  }),

  /** Ends a special follow; the person's groups stay. */
  removeSpecial: post('x/relation/tag/special/del', {
    params: z.strictObject({ fid: mid }),
    answer: noData,
    unproven: true,
  }),

  /** Sets the order of the own groups. */
  sort: post('x/relation/tags/update_sort', {
    params: z.strictObject({ tagids }),
    answer: noData,
    unproven: true,
  }),
};
