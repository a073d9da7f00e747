import { z } from 'zod';
import { type Relation, relationShape, specialGroup } from './relation.ts';

/**
 * A mid as the site gives it: a number, or a string of digits in some answers. One function rather than a union of
 * schemas: it runs for every row of every list.
 */
export const answeredMid = z.unknown().transform((value, context): number => {
  const mid = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof mid === 'number' && Number.isSafeInteger(mid) && mid >= 0) return mid;
  context.addIssue('not a mid');
  return z.NEVER;
});

/** Mids; the site writes null where there are none. */
export const answeredMids = z
  .array(answeredMid)
  .nullish()
  .transform((mids) => mids ?? []);

/** Later, as a time that was made up or is none in seconds, no calendar shows; the end of the year 9999. */
const lastSecond = 253_402_300_799;

/** Whether so many seconds since 1970 are a moment that can be shown. */
export function isMoment(seconds: number): boolean {
  return Math.abs(seconds) <= lastSecond;
}

/** A moment, in seconds. */
export const momentShape = z.int().positive().max(lastSecond);

/** More than there are people: nothing counted is as many, and sums of such numbers are exact no more. */
export const mostCounted = 10_000_000_000;

/** How many there are of something. */
export const countShape = z.int().nonnegative().max(mostCounted);

/** A picture's address, made https: the site also writes http:// and //. */
export function secureFace(url: string): string {
  return url.startsWith('https:') ? url : url.replace(/^(http:)?\/\//, 'https://');
}

/** A picture's address; empty when the site gives none. */
export const faceShape = z
  .string()
  .nullish()
  .transform((url) => secureFace(url ?? ''));

/** Group numbers; the site's null (default group, or not followed) becomes []. */
const groupNumbers = z
  .array(z.int())
  .nullish()
  .transform((tag) => tag ?? []);

/** Verified: -1 no, 0 person, 1 organisation. The site's 127 also means no. */
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

/** What every list says of a person. What only decorates may be missing or odd: it never costs the answer. */
const named = {
  mid: answeredMid,
  uname: z.string(),
  face: faceShape,
  sign: z.string().default(''),
  official_verify: verified,
  vip: vip.optional().catch(undefined),
};

/** How the reader stands to somebody, in the site's numbers. */
const side = { attribute: relationShape, tag: groupNumbers, special: z.int().default(0) };

/** The same in words: `relation`, the groups they are in (`tag`), and whether they are a special follow. */
function inWords<T extends { attribute: Relation; tag: number[]; special: number }>({
  attribute,
  special,
  ...rest
}: T) {
  return { ...rest, relation: attribute, special: special === 1 || rest.tag.includes(specialGroup) };
}

/**
 * A person in a list. `relation` is the reader's own side, except in the app's list. `mtime` in seconds, renewed when a
 * relation becomes mutual.
 */
export const personShape = z
  .object({
    ...named,
    ...side,
    /** A time that cannot be is no time. */
    mtime: z
      .int()
      .transform((seconds) => (isMoment(seconds) ? seconds : undefined))
      .optional(),
    contract_info: z
      .object({
        is_contract: z.boolean().optional(),
        is_contractor: z.boolean().optional(),
        /** Seconds. */
        ts: z.int().optional(),
        user_attr: z.int().optional(),
      })
      .optional()
      .catch(undefined),
    /** 1 while streaming; the app's list only. */
    live: z.int().optional().catch(undefined),
  })
  .transform(inWords);
export type Person = z.output<typeof personShape>;

/** A member of a group. The site fills no relation in here (it writes 0), so none is given. */
export const memberShape = z.object({
  ...named,
  live: z.object({ live_status: z.int(), jump_url: z.string().optional() }).optional().catch(undefined),
});
export type Member = z.output<typeof memberShape>;

/** A person in the game centre's list, which says little, and nothing of the reader. */
export const gamePersonShape = z.object({ mid: answeredMid, uname: z.string(), face: faceShape });
export type GamePerson = z.output<typeof gamePersonShape>;

/** A page of people. `list: null` and a missing `total` stay as they are: they mean "not told", never "none". */
export const pageShape = z.object({
  list: z.array(personShape).nullable(),
  total: countShape.optional(),
});
export type Page = z.output<typeof pageShape>;

const sideFields = z.object({
  mid: answeredMid,
  ...side,
  mtime: z
    .int()
    .transform((seconds) => (isMoment(seconds) ? seconds : 0))
    .default(0),
});

/** One side of a relation. `mtime` in seconds, 0 when there is none. */
export const relationSideShape = sideFields.transform(inWords);
export type RelationSide = z.output<typeof relationSideShape>;

/** The reader's side, and whether they follow the reader. */
export const interrelationShape = sideFields
  .extend({ is_followed: z.boolean() })
  .transform(({ is_followed, ...mine }) => ({ ...inWords(mine), isFollower: is_followed }));

/** `relation`: mine to them. `be_relation`: theirs to me. */
export const bothSidesShape = z.object({ relation: relationSideShape, be_relation: relationSideShape });

export const groupShape = z.object({
  tagid: z.int(),
  name: z.string(),
  count: countShape,
  tip: z.string().optional(),
});
/** A group of people one follows: `specialGroup`, `defaultGroup`, own ones above. */
export type Group = z.output<typeof groupShape>;

/** How many follow, and are followed. `whisper` and `black` count for oneself only. */
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
  /** Whether the reader follows; false for a guest. */
  following: z.boolean().default(false),
  follower: countShape,
  archive_count: countShape.optional(),
  like_num: countShape.optional(),
});
export type Card = z.output<typeof cardShape>;

/** Name and picture of somebody, as they are asked for many at once. */
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

/** Who made a video: the uploader, and for a joint video everyone. The rest is not what it is asked for. */
export const videoShape = z.object({
  bvid: z.string().optional().catch(undefined),
  aid: z.int().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  owner: z.object({ mid: answeredMid, name: z.string(), face: faceShape }),
  staff: z
    .array(z.object({ mid: answeredMid, name: z.string(), face: faceShape, title: z.string().default('') }))
    .nullish(),
});

/** For endpoints whose answer says nothing but "done". */
export const nothing = z.unknown().transform(() => undefined);
