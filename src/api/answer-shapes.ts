import { z } from 'zod';
import { answeredMid, countShape, faceShape, isMoment } from './answer-values.ts';
import { type Relation, relationShape, specialGroup } from './relation.ts';

/** Group numbers; the site's null (default group, or not followed) becomes []. */
const groupNumbers = z
  .array(z.int())
  .nullish()
  .transform((tag) => tag ?? []);

/** Verification: -1 none, 0 person, 1 organisation. The site's 127 also means none. */
const verifyType = z.int().transform((type) => (type === 127 ? -1 : type));
const unverified = { type: -1, desc: '' };
const verified = z
  .object({ type: verifyType, desc: z.string().default('') })
  .default(unverified)
  .catch(unverified);

/** Membership: `vipType` 0 none, 1 month, 2 year and above; `vipStatus` 1 valid; `vipDueDate` in milliseconds. */
const vip = z.object({
  vipType: z.int().default(0),
  vipStatus: z.int().default(0),
  vipDueDate: z.int().default(0),
});

/**
 * The fields of a person that every list has. Missing or unexpected decoration (verification, membership)
 * does not fail the answer.
 */
const personFields = {
  mid: answeredMid,
  uname: z.string(),
  face: faceShape,
  sign: z.string().default(''),
  official_verify: verified,
  vip: vip.optional().catch(undefined),
};

/** The relation to a person from one side, as the site's numbers. */
const relationFields = { attribute: relationShape, tag: groupNumbers, special: z.int().default(0) };

/**
 * Decodes the numbers of one side: `relation`, the group numbers (`tag`), and whether it is a special follow.
 */
function decodeSide<T extends { attribute: Relation; tag: number[]; special: number }>({
  attribute,
  special,
  ...rest
}: T) {
  return { ...rest, relation: attribute, special: special === 1 || rest.tag.includes(specialGroup) };
}

/**
 * A person in a list. `relation` is the logged-in account's side, except in the app's list. `mtime` in
 * seconds since 1970, renewed when a relation becomes mutual.
 */
export const personShape = z
  .object({
    ...personFields,
    ...relationFields,
    /** An impossible time is read as none. */
    mtime: z
      .int()
      .transform((seconds) => (isMoment(seconds) ? seconds : undefined))
      .optional(),
    contract_info: z
      .object({
        is_contract: z.boolean().optional(),
        is_contractor: z.boolean().optional(),
        /** In seconds since 1970. */
        ts: z.int().optional(),
        user_attr: z.int().optional(),
      })
      .optional()
      .catch(undefined),
    /** 1 while streaming; in the app's list only. */
    live: z.int().optional().catch(undefined),
  })
  .transform(decodeSide);
export type Person = z.output<typeof personShape>;

/** A member of a group. The site gives no relation here (it always writes 0), so there is none. */
export const memberShape = z.object({
  ...personFields,
  live: z.object({ live_status: z.int(), jump_url: z.string().optional() }).optional().catch(undefined),
});
export type Member = z.output<typeof memberShape>;

/** A person in the game centre's list: no relation, no signature. */
export const gamePersonShape = z.object({ mid: answeredMid, uname: z.string(), face: faceShape });
export type GamePerson = z.output<typeof gamePersonShape>;

/** A page of people. `list: null` and a missing `total` are kept: they mean "not told", never "none". */
export const pageShape = z.object({
  list: z.array(personShape).nullable(),
  total: countShape.optional(),
});
export type Page = z.output<typeof pageShape>;

const sideFields = z.object({
  mid: answeredMid,
  ...relationFields,
  mtime: z
    .int()
    .transform((seconds) => (isMoment(seconds) ? seconds : 0))
    .default(0),
});

/** One side of a relation. `mtime` in seconds since 1970, 0 when there is no relation. */
export const relationSideShape = sideFields.transform(decodeSide);
export type RelationSide = z.output<typeof relationSideShape>;

/** The logged-in account's side of a relation, and whether the other person follows it. */
export const interrelationShape = sideFields
  .extend({ is_followed: z.boolean() })
  .transform(({ is_followed, ...mine }) => ({ ...decodeSide(mine), isFollower: is_followed }));

/** `relation`: from the logged-in account to the other person. `be_relation`: the reverse. */
export const bothSidesShape = z.object({ relation: relationSideShape, be_relation: relationSideShape });

export const groupShape = z.object({
  tagid: z.int(),
  name: z.string(),
  count: countShape,
  tip: z.string().optional(),
});
/**
 * A group of followed people: `specialGroup`, `defaultGroup`, or one of the account's own (larger numbers).
 */
export type Group = z.output<typeof groupShape>;

/** How many a person follows and is followed by. `whisper` and `black` are given for the own account only. */
export const statShape = z.object({
  mid: answeredMid,
  following: countShape,
  follower: countShape,
  whisper: countShape.default(0),
  black: countShape.default(0),
});

/** A person's card as the space page shows it. `spacesta` -2: banned. */
export const cardShape = z.object({
  card: z.object({
    mid: answeredMid,
    name: z.string(),
    face: faceShape,
    sign: z.string().default(''),
    sex: z.string().default(''),
    fans: countShape.optional(),
    attention: countShape.optional(),
    spacesta: z.int().default(0),
    level_info: z.object({ current_level: z.int() }).optional().catch(undefined),
    Official: z
      .object({ role: z.int().default(0), title: z.string().default(''), type: verifyType })
      .optional()
      .catch(undefined),
    vip: vip.optional().catch(undefined),
  }),
  /** Whether the logged-in account follows the person; false for a guest. */
  following: z.boolean().default(false),
  follower: countShape,
  archive_count: countShape.optional(),
  like_num: countShape.optional(),
});
export type Card = z.output<typeof cardShape>;

/** A person's name and picture, from the endpoint that answers for many at once. */
export const nameCardShape = z.object({ mid: answeredMid, name: z.string(), face: faceShape });

export const foundPersonShape = z.object({
  mid: answeredMid,
  uname: z.string(),
  usign: z.string().default(''),
  fans: countShape,
  videos: countShape.default(0),
  upic: faceShape,
  level: z.int().default(0),
  official_verify: verified,
});
/** A person in the results of a search. */
export type FoundPerson = z.output<typeof foundPersonShape>;

/**
 * The authors of a video: the uploader, and for a joint video everyone. The title and ids are optional
 * extras.
 */
export const videoShape = z.object({
  bvid: z.string().optional().catch(undefined),
  aid: z.int().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  owner: z.object({ mid: answeredMid, name: z.string(), face: faceShape }),
  staff: z
    .array(z.object({ mid: answeredMid, name: z.string(), face: faceShape, title: z.string().default('') }))
    .nullish(),
});
