import { z } from 'zod';

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

/** A picture's address, made https: the site also writes http:// and //. Empty when it gives none. */
export const face = z
  .string()
  .nullish()
  .transform((url) => (url ?? '').replace(/^(http:)?\/\//, 'https://'));

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
  face: face,
  sign: z.string().default(''),
  official_verify: verified,
  vip: vip.optional().catch(undefined),
};

/**
 * A person in a list. `attribute` is the reader's own side: 0 none, 1 quietly followed (retired), 2 followed,
 * 6 mutual, 128 blocked; others may come. `mtime` in seconds, renewed when a relation becomes mutual.
 */
export const person = z.object({
  ...named,
  attribute: z.int(),
  mtime: z.int().optional(),
  tag: groupNumbers,
  special: z.int().default(0),
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
});
export type Person = z.output<typeof person>;

/** A member of a group. The site fills no relation in here (it writes 0), so none is given. */
export const member = z.object({
  ...named,
  live: z.object({ live_status: z.int(), jump_url: z.string().optional() }).optional().catch(undefined),
});
export type Member = z.output<typeof member>;

/** A person in the game centre's list, which says little. */
export const gamePerson = z.object({ mid: answeredMid, attribute: z.int(), uname: z.string(), face: face });
export type GamePerson = z.output<typeof gamePerson>;

/** A page of people. `list: null` and a missing `total` stay as they are: they mean "not told", never "none". */
export const page = z.object({ list: z.array(person).nullable(), total: z.int().nonnegative().optional() });
export type Page = z.output<typeof page>;

/** One side of a relation. `mtime` in seconds, 0 when there is none. */
export const relationAttribute = z.object({
  mid: answeredMid,
  attribute: z.int(),
  mtime: z.int().default(0),
  tag: groupNumbers,
  special: z.int().default(0),
});
export type RelationAttribute = z.output<typeof relationAttribute>;

/** `relation`: mine to them. `be_relation`: theirs to me. */
export const bothWays = z.object({ relation: relationAttribute, be_relation: relationAttribute });

export const group = z.object({
  tagid: z.int(),
  name: z.string(),
  count: z.int().nonnegative(),
  tip: z.string().optional(),
});
/** A group of people one follows: -10 special, 0 default, own ones above. */
export type Group = z.output<typeof group>;

/** How many follow, and are followed. `whisper` and `black` count for oneself only. */
export const stat = z.object({
  mid: answeredMid,
  following: z.int().nonnegative(),
  follower: z.int().nonnegative(),
  whisper: z.int().nonnegative().default(0),
  black: z.int().nonnegative().default(0),
});
export type Stat = z.output<typeof stat>;

/** A person's card as the space page shows it. `spacesta` -2: banned. */
export const card = z.object({
  card: z.object({
    mid: answeredMid,
    name: z.string(),
    face: face,
    sign: z.string().default(''),
    sex: z.string().default(''),
    fans: z.int().nonnegative().optional(),
    attention: z.int().nonnegative().optional(),
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
  follower: z.int().nonnegative(),
  archive_count: z.int().nonnegative().optional(),
  like_num: z.int().nonnegative().optional(),
});
export type Card = z.output<typeof card>;

/** Who somebody is, in short. */
export const nameCard = z.object({ mid: answeredMid, name: z.string(), face: face });

export const foundPerson = z.object({
  mid: answeredMid,
  uname: z.string(),
  usign: z.string().default(''),
  fans: z.int().nonnegative(),
  videos: z.int().nonnegative().default(0),
  upic: face,
  level: z.int().default(0),
  official_verify: verified,
});
/** A person in the results of a search. */
export type FoundPerson = z.output<typeof foundPerson>;

/** Who made a video: the uploader, and for a joint video everyone. The rest is not what it is asked for. */
export const video = z.object({
  bvid: z.string().optional().catch(undefined),
  aid: z.int().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  owner: z.object({ mid: answeredMid, name: z.string(), face: face }),
  staff: z
    .array(z.object({ mid: answeredMid, name: z.string(), face: face, title: z.string().default('') }))
    .nullish(),
});
export type Video = z.output<typeof video>;

/** For rows whose answer says nothing but "done". */
export const nothing = z.unknown().transform(() => undefined);
